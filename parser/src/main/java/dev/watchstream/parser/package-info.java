/**
 * The parser. Start at {@link dev.watchstream.parser.EndpointsParser}, which is fed, or {@link
 * dev.watchstream.parser.EventStream}, which is asked.
 */
package dev.watchstream.parser;
