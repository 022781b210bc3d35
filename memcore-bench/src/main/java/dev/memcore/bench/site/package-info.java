/** Builds a static web site from the Markdown pages of the repository. */
@NullMarked
package dev.memcore.bench.site;

import org.jspecify.annotations.NullMarked;
