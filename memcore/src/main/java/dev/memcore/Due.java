package dev.memcore;

import dev.memcore.api.Scope;
import java.util.List;

/** A scope, and the rules that are due there, in the order of the configuration. */
record Due(Scope scope, List<Rule> rules) {}
