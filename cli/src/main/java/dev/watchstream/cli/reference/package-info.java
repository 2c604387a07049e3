/** What the command line says of itself, for shells, manuals and the documentation. */
@NullMarked
package dev.watchstream.cli.reference;

import org.jspecify.annotations.NullMarked;
