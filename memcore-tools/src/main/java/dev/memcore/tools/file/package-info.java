/** A directory of files that are stored as blocks. */
@NullMarked
package dev.memcore.tools.file;

import org.jspecify.annotations.NullMarked;
