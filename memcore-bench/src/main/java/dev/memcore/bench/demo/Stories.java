package dev.memcore.bench.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.bench.locomo.Question;
import dev.memcore.bench.locomo.Session;
import dev.memcore.bench.memorycode.Dialogue;
import dev.memcore.bench.memorycode.Dialogues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stories of the demonstration: the bundled dialogues, or those of a LoCoMo file. */
final class Stories {
    private static final String QUESTIONS = "questions.json";
    private static final int ASKED_CONVERSATIONS = 3;
    private static final int QUESTIONS_EACH = 2;

    private Stories() {}

    /** Returns the stories of a LoCoMo file or directory; null: of the bundled dialogues. */
    static List<Story> of(@Nullable Path data) {
        return data == null ? shipped() : locomo(LocomoSet.find(data));
    }

    private static List<Story> shipped() {
        Map<String, List<String>> questions = questions();
        return Dialogues.shipped().stream()
                .map(dialogue -> story(dialogue, questions.getOrDefault(dialogue.file(), List.of())))
                .toList();
    }

    private static Story story(Dialogue dialogue, List<String> questions) {
        List<Story.Chapter> chapters = new ArrayList<>();
        for (List<Dialogue.Line> lines : dialogue.sessions()) {
            chapters.add(new Story.Chapter(
                    "session-" + (chapters.size() + 1),
                    lines.stream().map(line -> message(dialogue, line)).toList()));
        }
        return new Story(
                dialogue.mentor() + " mentors " + dialogue.mentee() + " at " + dialogue.company(),
                Scope.of("demo", dialogue.mentor()).withAgent(dialogue.mentee()),
                chapters,
                questions.stream().map(text -> new Story.Ask(text, Set.of())).toList());
    }

    private static Observation message(Dialogue dialogue, Dialogue.Line line) {
        return Observation.builder(line.text())
                .speaker(line.speaker())
                .role(line.speaker().equals(dialogue.mentor()) ? Role.USER : Role.ASSISTANT)
                .build();
    }

    private static Map<String, List<String>> questions() {
        try (InputStream in = Objects.requireNonNull(Stories.class.getResourceAsStream(QUESTIONS), QUESTIONS)) {
            return new ObjectMapper().readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + QUESTIONS, e);
        }
    }

    private static List<Story> locomo(LocomoSet set) {
        List<Story> stories = new ArrayList<>();
        for (Conversation conversation : set.conversations()) {
            boolean asked = stories.size() < ASKED_CONVERSATIONS;
            stories.add(new Story(
                    set.file() + ", conversation " + conversation.id(),
                    Scope.of("demo", conversation.id()),
                    conversation.sessions().stream().map(Stories::chapter).toList(),
                    asked ? someOf(conversation.questions()) : List.of()));
        }
        return stories;
    }

    private static Story.Chapter chapter(Session session) {
        return new Story.Chapter(
                session.id(),
                session.turns().stream()
                        .map(turn -> Observation.builder(turn.text())
                                .speaker(turn.speaker())
                                .eventTime(session.time())
                                .attribute(Story.TURN_ID, turn.id())
                                .build())
                        .toList());
    }

    /** Returns the first questions that have evidence and are not adversarial. */
    private static List<Story.Ask> someOf(List<Question> questions) {
        return questions.stream()
                .filter(question -> !question.evidence().isEmpty())
                .filter(question -> !question.category().equals("adversarial"))
                .limit(QUESTIONS_EACH)
                .map(question -> new Story.Ask(question.text(), Set.copyOf(question.evidence())))
                .toList();
    }
}
