/** The description of the command line itself, for shells, manuals and the documentation. */
@NullMarked
package dev.watchstream.cli.reference;

import org.jspecify.annotations.NullMarked;
