/** The views of a memory: the texts under which it is searched. */
@NullMarked
package dev.memcore.retrieval.view;

import org.jspecify.annotations.NullMarked;
