package dev.memcore.bench.memorycode;

import java.util.List;

/**
 * A mentor's talks with a mentee over many sessions: chatter, and instructions that are later changed.
 *
 * @param file the name of its file
 * @param mentor who instructs
 * @param mentee who is instructed
 * @param company where they work
 * @param sessions the lines of each session, in order
 */
public record Dialogue(String file, String mentor, String mentee, String company, List<List<Line>> sessions) {
    /** Copies the lists. */
    public Dialogue {
        sessions = sessions.stream().map(List::copyOf).toList();
    }

    /** The number of lines in all sessions. */
    public int lines() {
        return sessions.stream().mapToInt(List::size).sum();
    }

    /**
     * One message of a speaker.
     *
     * @param speaker the speaker's name
     * @param text the words, without the name
     */
    public record Line(String speaker, String text) {}
}
