/** Embedding models and chat models of a framework, as memcore's interfaces. */
@NullMarked
package dev.memcore.adapter.model;

import org.jspecify.annotations.NullMarked;
