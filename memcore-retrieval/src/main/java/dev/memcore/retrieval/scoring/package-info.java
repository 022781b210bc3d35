/** The signals of candidates: what sources say of each, and what candidates say of each other. */
@NullMarked
package dev.memcore.retrieval.scoring;

import org.jspecify.annotations.NullMarked;
