package dev.memcore.consolidation.segment;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Messages for tests: told by who speaks, and what. */
final class Talk {
    private static final Scope SCOPE = Scope.of("acme", "ann");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<Character, Role> ROLES =
            Map.of('u', Role.USER, 'a', Role.ASSISTANT, 't', Role.TOOL, 's', Role.SYSTEM);

    private final List<Memory> messages = new ArrayList<>();

    /** A message for each letter: u, a, t and s are roles, capitals are speakers without roles; | begins a session. */
    static List<Memory> of(String letters) {
        Talk talk = new Talk();
        int session = 1;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter == '|') {
                session++;
            } else {
                talk.say(letter, "s" + session, "message of " + letter);
            }
        }
        return talk.messages();
    }

    Talk say(char letter, String session, String text, String... toolCalls) {
        Observation.Builder message = Observation.builder(text).session(session);
        if (Character.isUpperCase(letter)) {
            message.speaker(String.valueOf(letter));
        } else {
            message.role(ROLES.get(letter));
        }
        for (String call : toolCalls) {
            message.toolCallId(call);
        }
        long number = messages.size() + 1L;
        messages.add(ListScopeView.memory(SequenceIds.id(number), SCOPE, NOW, message.build()));
        return this;
    }

    List<Memory> messages() {
        return List.copyOf(messages);
    }

    /** Where segments begin, but for the first. */
    static List<Integer> cuts(List<TopicSegment> segments) {
        return segments.stream().skip(1).map(TopicSegment::from).toList();
    }
}
