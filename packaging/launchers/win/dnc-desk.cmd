@echo off
rem The command line of an installed DNC Desk: its executable with "--cli --" and the command.
rem A batch file waits for a program with windows and answers its exit code; the prompt alone would not.
"%~dp0..\..\DNC Desk.exe" --cli -- %*
exit /b %ERRORLEVEL%
