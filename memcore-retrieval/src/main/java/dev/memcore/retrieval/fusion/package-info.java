/** How several signals become one ranking; the names of the signals; named ways to rank. */
@NullMarked
package dev.memcore.retrieval.fusion;

import org.jspecify.annotations.NullMarked;
