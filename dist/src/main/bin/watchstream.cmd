@echo off
rem Runs the command line. Needs a Java 17 or newer: JAVA_HOME, or java on the PATH.
rem   WATCHSTREAM_JAVA_OPTS   options for the JVM, such as -Xmx64m
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -Xshare:auto -Xlog:disable -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED %WATCHSTREAM_JAVA_OPTS% -cp "%~dp0..\lib\*" dev.watchstream.cli.Main %*
exit /b %ERRORLEVEL%
