/** The served resources: their names, their table columns, and the content of an empty object. */
package dev.watchstream.replay.resource;
