/** A session beyond its window: its transcript by position, and folds that shorten what a model sees. */
@NullMarked
package dev.memcore.api.session;

import org.jspecify.annotations.NullMarked;
