"""A panel's opinion in the window, at either desk: signed by members, checked by the secretariat."""
