package dev.memcore.store.window;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.spi.ToolExchanges;
import dev.memcore.store.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conversations for tests, and the rules of chat models, told as simply as can be. */
final class Chat {
    private static final Map<Character, Role> ROLES =
            Map.of('u', Role.USER, 'a', Role.ASSISTANT, 'c', Role.ASSISTANT, 's', Role.SYSTEM, 'r', Role.TOOL);

    private Chat() {}

    /**
     * A message for each word: {@code u}, {@code a}, {@code s}, {@code c:12} (calls 1 and 2), {@code r:1} (the result of 1),
     * {@code r} (a result that names no call). One that begins with {@code -} was forgotten. A text has one character, and
     * one more for each {@code +}.
     */
    static List<Memory> of(String words) {
        List<Memory> messages = new ArrayList<>();
        String[] each = words.strip().split(" ");
        for (int place = 0; place < each.length; place++) {
            String word = each[place];
            if (!word.isEmpty() && word.charAt(0) != '-') {
                messages.add(message(place, word));
            }
        }
        return messages;
    }

    private static Memory message(int place, String word) {
        String text = word.charAt(0)
                + "+".repeat((int) word.chars().filter(c -> c == '+').count());
        Observation.Builder builder = Observation.builder(text).session("s").role(ROLES.get(word.charAt(0)));
        word.chars().filter(Character::isDigit).forEach(id -> builder.toolCallId(Character.toString(id)));
        return Memory.builder(Samples.id(place), Samples.SCOPE, builder.build())
                .sequence(1)
                .recordedAt(Samples.NOON)
                .build();
    }

    static String places(List<Memory> messages) {
        return messages.stream()
                .map(each -> Long.toString(each.id().leastSignificant()))
                .collect(Collectors.joining(" "));
    }

    static Stream<List<Memory>> ends(List<Memory> messages) {
        return IntStream.range(0, messages.size()).mapToObj(from -> messages.subList(from, messages.size()));
    }

    /** What a chat model would object to; null: nothing. The calls of the last message may still be open. */
    static @Nullable String fault(List<Memory> messages) {
        Set<String> open = new LinkedHashSet<>();
        boolean names = false;
        boolean mayHaveResults = false;
        for (Memory message : messages) {
            List<String> ids = ids(message);
            if (!isResult(message)) {
                if (!open.isEmpty()) {
                    return "unanswered: " + open + " before " + places(List.of(message));
                }
                open.addAll(ids);
                names = !ids.isEmpty();
                mayHaveResults = names || message.observation().role() == Role.ASSISTANT;
            } else if (!mayHaveResults || (names && open.isEmpty()) || !open.containsAll(ids)) {
                return "without a call: " + places(List.of(message));
            } else if (names) {
                (ids.isEmpty() ? List.of(open.iterator().next()) : ids).forEach(open::remove);
            }
        }
        return null;
    }

    /** The messages that windows may show, in the order in which they show them. */
    static List<Memory> inOrder(List<Memory> chat) {
        Map<Integer, Answer> answers = answers(chat);
        Map<Integer, List<Memory>> groups = new TreeMap<>(); // by the place where a group stands
        for (int call = 0; call < chat.size(); call++) {
            if (!isResult(chat.get(call))) {
                Set<String> open = new HashSet<>(ids(chat.get(call)));
                List<Memory> group = new ArrayList<>(List.of(chat.get(call)));
                int stands = call;
                for (int at = call + 1; at < chat.size(); at++) {
                    if (answers.containsKey(at) && answers.get(at).call() == call) {
                        open.removeAll(answers.get(at).ids());
                        group.add(chat.get(at));
                        stands = at;
                    }
                }
                boolean last = chat.subList(call + 1, chat.size()).stream().allMatch(Chat::isResult);
                if (open.isEmpty() || last) {
                    groups.put(open.isEmpty() ? stands : chat.size(), group);
                }
            }
        }
        return groups.values().stream().flatMap(List::stream).toList();
    }

    /** Which calls of which message a result answers. */
    private record Answer(int call, Set<String> ids) {}

    private static Map<Integer, Answer> answers(List<Memory> chat) {
        Map<Integer, Answer> answers = new HashMap<>();
        for (int at = 0; at < chat.size(); at++) {
            if (isResult(chat.get(at))) {
                Answer answer = ids(chat.get(at)).isEmpty() ? unnamed(chat, at, answers) : named(chat, at, answers);
                if (answer != null) {
                    answers.put(at, answer);
                }
            }
        }
        return answers;
    }

    private static @Nullable Answer unnamed(List<Memory> chat, int at, Map<Integer, Answer> answers) {
        if (at == 0 || (isResult(chat.get(at - 1)) && !answers.containsKey(at - 1))) {
            return null;
        }
        Answer last = answers.get(at - 1);
        int call = last == null ? at - 1 : last.call();
        Memory before = chat.get(call);
        if (ids(before).isEmpty()) {
            return before.observation().role() == Role.ASSISTANT ? new Answer(call, Set.of()) : null;
        }
        return ids(before).stream()
                .filter(id -> !isAnswered(call, id, answers))
                .findFirst()
                .map(id -> new Answer(call, Set.of(id)))
                .orElse(null);
    }

    private static @Nullable Answer named(List<Memory> chat, int at, Map<Integer, Answer> answers) {
        Set<String> ids = Set.copyOf(ids(chat.get(at)));
        Set<Integer> calls = ids.stream().map(id -> nearestCall(chat, at, id)).collect(Collectors.toSet());
        int call = calls.iterator().next();
        if (calls.size() > 1 || call < 0 || ids.stream().anyMatch(id -> isAnswered(call, id, answers))) {
            return null;
        }
        long between = chat.subList(call + 1, at).stream()
                .filter(each -> !isResult(each))
                .count();
        return between > ToolExchanges.MOST_BETWEEN ? null : new Answer(call, ids);
    }

    private static boolean isAnswered(int call, String id, Map<Integer, Answer> answers) {
        return answers.values().stream()
                .anyMatch(answer -> answer.call() == call && answer.ids().contains(id));
    }

    private static int nearestCall(List<Memory> chat, int before, String id) {
        return IntStream.iterate(before - 1, at -> at >= 0, at -> at - 1)
                .filter(at -> !isResult(chat.get(at)) && ids(chat.get(at)).contains(id))
                .findFirst()
                .orElse(-1);
    }

    /** Whether a cut parts a result from its call. */
    static boolean isSplit(List<Memory> ordered, int cut) {
        return isResult(ordered.get(cut));
    }

    private static List<String> ids(Memory message) {
        return message.observation().toolCallIds();
    }

    private static boolean isResult(Memory message) {
        return message.observation().role() == Role.TOOL;
    }
}
