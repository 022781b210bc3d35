/** Triples of subject, relation and object. */
@NullMarked
package dev.memcore.tools.triple;

import org.jspecify.annotations.NullMarked;
