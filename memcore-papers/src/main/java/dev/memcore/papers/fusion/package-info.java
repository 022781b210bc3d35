/** Fusers that only presets use. */
@NullMarked
package dev.memcore.papers.fusion;

import org.jspecify.annotations.NullMarked;
