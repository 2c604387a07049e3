/** JSON being written, and laid out, as the API server does it. */
package dev.watchstream.replay.json;
