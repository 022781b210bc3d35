/** The contract of language models as tests, and a fake model. */
@NullMarked
package dev.memcore.testkit.model;

import org.jspecify.annotations.NullMarked;
