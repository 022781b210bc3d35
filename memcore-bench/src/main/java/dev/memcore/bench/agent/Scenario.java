package dev.memcore.bench.agent;

import java.util.List;

/**
 * The sessions of the example, and what the user says in them.
 *
 * @param name of the session
 * @param afterRestart whether the store is closed and opened again before it
 * @param messages what the user says, in order; a message that starts with {@link #FORGET} is not for the model
 */
record Scenario(String name, boolean afterRestart, List<String> messages) {
    /** What follows is a topic; the host previews its erasure and erases it. */
    static final String FORGET = "/forget ";

    static final String INTRODUCTION = "Hi, I am Ada. I live in Lisbon and I am allergic to peanuts.";
    static final String EX = "My ex Bertrand keeps calling me.";
    static final String PEANUTS = "What must I not eat?";
    static final String CORRECTION = "I live in Porto by the way, not in Lisbon.";
    static final String HOME = "Where do I live?";
    static final String RESTAURANT = "Which restaurant was without nuts?";
    static final String ALLERGY = "I am allergic to kiwis, too.";
    static final String BERTRAND = "Who keeps calling me?";

    static List<Scenario> all() {
        return List.of(
                new Scenario("monday", false, List.of(INTRODUCTION, EX)),
                new Scenario("tuesday", false, List.of(PEANUTS, CORRECTION)),
                new Scenario("wednesday", true, List.of(HOME, RESTAURANT, ALLERGY, FORGET + "my ex", BERTRAND)));
    }
}
