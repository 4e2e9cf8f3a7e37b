; Inno Setup: installs the folder that `python3 dev.py build` made, for the user who runs it, without administrator
; rights, and opens .evpkg packages by double click.
; iscc /DVersion=0.1.0 packaging\windows.iss

[Setup]
AppId=org.evaluator-app
AppName=评审打分
AppVersion={#Version}
DefaultDirName={autopf}\evaluator-app
DefaultGroupName=评审打分
PrivilegesRequired=lowest
ChangesAssociations=yes
Compression=lzma2
SolidCompression=yes
SourceDir=..
OutputDir=dist
OutputBaseFilename=evaluator-app-{#Version}-windows
UninstallDisplayIcon={app}\evaluator-window.exe

[Files]
Source: "dist\evaluator-app\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\评审打分"; Filename: "{app}\evaluator-window.exe"
Name: "{autodesktop}\评审打分"; Filename: "{app}\evaluator-window.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.evpkg"; ValueType: string; ValueData: "EvaluatorApp.Package"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\EvaluatorApp.Package"; ValueType: string; ValueData: "评审资料包"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\EvaluatorApp.Package\DefaultIcon"; ValueType: string; ValueData: "{app}\evaluator-window.exe,0"
Root: HKA; Subkey: "Software\Classes\EvaluatorApp.Package\shell\open\command"; ValueType: string; ValueData: """{app}\evaluator-window.exe"" ""%1"""
