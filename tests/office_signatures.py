"""LibreOffice as the checker of signatures: a macro asks it without a screen what it says of a document."""

import subprocess
from pathlib import Path

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Checks"/>
</library:library>
"""
_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Checks"
 script:language="StarBasic">
Sub Report(listing As String)
  checker = com.sun.star.security.DocumentDigitalSignatures.createWithVersion("1.2")
  storages = createUnoService("com.sun.star.embed.StorageFactory")
  Dim zip(0) As New com.sun.star.beans.PropertyValue
  zip(0).Name = "StorageFormat"
  zip(0).Value = "ZipFormat"
  Dim how(2)
  Open listing For Input As #1
  Open listing &amp; ".found" For Output As #2
  Do While Not Eof(1)
    Line Input #1, source
    how(0) = source
    how(1) = com.sun.star.embed.ElementModes.READ
    how(2) = zip()
    found = checker.verifyDocumentContentSignatures(storages.createInstanceWithArguments(how()), Nothing)
    words = "signatures"
    For number = 0 To UBound(found)
      If found(number).SignatureIsValid Then
        words = words &amp; " valid"
      Else
        words = words &amp; " invalid"
      End If
    Next
    Print #2, words
  Loop
  Close #1
  Close #2
End Sub
</script:module>
"""


def says(program: str, folder: Path, *files: Path) -> list[list[str]]:
    """What LibreOffice says of each signature of each file: "valid" or "invalid"."""
    profile, listing = folder / "profile", folder / "files.txt"
    start = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    _run([*start, "--terminate_after_init"])
    library = profile / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (library / "Checks.xba").write_text(_MACRO, encoding="utf-8")
    listing.write_text("".join(f"{one.as_uri()}\n" for one in files), encoding="utf-8")
    _run([*start, f"macro:///Standard.Checks.Report({listing})"])
    found = listing.with_name("files.txt.found").read_text(encoding="utf-8").splitlines()
    assert len(found) == len(files)
    return [line.split()[1:] for line in found]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)
