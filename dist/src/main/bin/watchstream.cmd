@echo off
rem Runs the command line. Needs a Java 17 or newer: JAVA_HOME, or java on the PATH.
rem   WATCHSTREAM_JAVA_OPTS   options for the JVM, such as -Xmx64m
setlocal
for %%J in (java.exe) do set "java=%%~$PATH:J"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not defined java goto missing
if not exist "%java%" goto missing
"%java%" -Xshare:auto -Xlog:disable -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED %WATCHSTREAM_JAVA_OPTS% -cp "%~dp0..\lib\*" dev.watchstream.cli.Main %*
exit /b %ERRORLEVEL%

:missing
echo watchstream: no java found: install a Java 17 or newer, or set JAVA_HOME>&2
exit /b 2
