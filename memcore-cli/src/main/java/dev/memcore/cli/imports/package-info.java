/** Imports of memcore's own exports, and of what other systems export. */
@NullMarked
package dev.memcore.cli.imports;

import org.jspecify.annotations.NullMarked;
