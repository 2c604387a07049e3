/** The plain reader, in which Jackson sees every byte: what all others are held against. */
package dev.watchstream.parser.jackson;
