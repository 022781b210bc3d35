package dev.memcore.bench.soak.model;

import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import java.util.Set;

/**
 * A scope that only one worker uses, and the purpose of the scope.
 *
 * @param worker whose it is
 * @param epoch tells it from the worker's other scopes, in all processes of a run
 * @param use what happens in it
 */
public record Plot(int worker, long epoch, Use use) {
    /** The most workers. */
    public static final int WORKERS = 64;

    /** The number of numbers that a scope has for its memories and words. */
    public static final int NUMBERS = 4_096;

    private static final int TENANTS = 3;

    /**
     * The purposes of scopes. They are separate, so that a fault of one kind of operation does not end the other
     * scopes.
     */
    public enum Use {
        /** Notes and facts, and everything that can be done to them. */
        NOTES,
        /** Sessions and their windows. */
        TALK,
        /** Sessions with tool calls. */
        TOOLS,
        /** Facts with intervals of validity. */
        FACTS
    }

    /** The name of the user, and of the scope in the journal. */
    public String id() {
        return "w" + worker + ".e" + epoch + "." + use;
    }

    /** The scope of a name. */
    public static Plot parse(String id) {
        String[] parts = id.split("\\.", -1);
        return new Plot(
                Integer.parseInt(parts[0].substring(1)), Long.parseLong(parts[1].substring(1)), Use.valueOf(parts[2]));
    }

    /** The scope in the store; its tenant has the scopes of several workers. */
    public Scope scope() {
        return Scope.of("soak-" + epoch % TENANTS, id());
    }

    /** A reader who sees everything in a scope of the soak test. */
    public static Principal cleared(Scope scope) {
        return new Principal(scope, Set.of(Contents.SECRET));
    }

    /** Whether the history of this scope is dropped soon. */
    public boolean isBrief() {
        return isBrief(scope());
    }

    /** Whether the history of a scope is dropped soon. */
    public static boolean isBrief(Scope scope) {
        return scope.tenant().equals("soak-" + (TENANTS - 1));
    }

    /** The number of a word that no other scope has. */
    long word(int number) {
        return (epoch * WORKERS + worker) * NUMBERS + number;
    }
}
