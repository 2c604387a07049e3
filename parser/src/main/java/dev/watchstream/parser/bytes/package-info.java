/** Text as bytes: comparison, UTF-8, JSON strings, pools of Strings. */
package dev.watchstream.parser.bytes;
