/** Text in bytes: comparing, UTF-8, JSON's strings, Strings that are made once. */
package dev.watchstream.parser.bytes;
