"""The sentences for problems of the roster in the workspace and of panels: what happened, what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

PANEL_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.CHART_FORMAT: (
        mark("A chart cannot be saved as such a file."),
        mark("Give it a name that ends with one of: {formats}."),
    ),
    Code.CLUSTER_NOT_INSTALLED: (
        mark("This installation cannot use a cluster."),
        mark("Leave out --cluster, or install evaluator-app with the extra “cluster”."),
    ),
    Code.CLUSTER_UNREACHABLE: (
        mark("No cluster answers at this address."),
        mark("Check the address, such as tcp://10.0.0.5:8786, and that the scheduler runs."),
    ),
    Code.CLUSTER_EMPTY: (
        mark("The cluster has no workers."),
        mark("Start workers, or leave out --cluster."),
    ),
    Code.CLUSTER_DIFFERS: (
        mark("Workers of the cluster have another version of the program ({found}) or none (—)."),
        mark("Install version {version} on all of them."),
    ),
    Code.CLUSTER_BROKE_OFF: (
        mark("The cluster broke off the work; nothing was written."),
        mark("Try again, or leave out --cluster."),
    ),
    Code.MEMBER_UNKNOWN: (
        mark("The roster has nobody with the number “{member}”."),
        mark("Look at the list of the roster."),
    ),
    Code.SEAT_IN_CONFLICT: (
        mark("{expert} is tied to the applicant ({organisation})."),
        mark("Choose somebody else, or give the reason why it shall be all the same."),
    ),
    Code.SEAT_APPLICATION_UNKNOWN: (
        mark("The campaign has no such application under review."),
        mark("Look at its folder, and at the record of its steps."),
    ),
    Code.SEAT_UNKNOWN: (
        mark("“{member}” does not score this application."),
        mark("Look at the panel of the application."),
    ),
    Code.SEAT_REASON_MISSING: (
        mark("A reason is needed to take somebody off a panel."),
        mark("Say in a few words why."),
    ),
    Code.SEAT_NOT_ABLE: (
        mark("{member} is no longer on the roster, or their term does not run."),
        mark("Appoint them again, or replace them."),
    ),
    Code.NEEDS_BELOW_PROTOCOL: (
        mark("{count} for each application is less than the protocol's {minimum}."),
        mark("Ask for at least {minimum}."),
    ),
    Code.NEEDS_EVEN: (
        mark("{count} is even, and an odd number is asked for."),
        mark("Add one or take one away."),
    ),
    Code.PANEL_SHORT: (
        mark("{count} of {needed} members."),
        mark("Assign more, or let the program propose."),
    ),
    Code.PANEL_OVERLOADED: (
        mark("Scores {count} applications; at most {limit} are asked for."),
        mark("Give some of them to others."),
    ),
    Code.PANEL_CANNOT_FILL: (
        mark(
            "Only {count} of {needed} members can be found: {barred} have a conflict or were replaced, {full}"
            " score as much as is allowed, the term of {ended} does not run."
        ),
        mark("Appoint more experts, allow each more applications, or ask for fewer."),
    ),
    Code.PANELS_APART: (
        mark("The panels fall into {groups} groups that share nobody."),
        mark("Their experts cannot be compared with each other; let some score in two groups."),
    ),
    Code.CHAIR_MISSING: (mark("The panel has no chair."), mark("Choose one of its experts.")),
    Code.CHAIR_IS_STAFF: (
        mark("{expert} is full-time staff, and cannot be the chair."),
        mark("Choose one of the experts."),
    ),
}
