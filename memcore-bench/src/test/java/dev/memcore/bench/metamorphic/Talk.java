package dev.memcore.bench.metamorphic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Tier;
import dev.memcore.bench.memorycode.Dialogue;
import dev.memcore.bench.memorycode.Dialogues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A real conversation over many days, and what is asked of it.
 *
 * @param turns in the order in which they were said
 * @param questions of all sorts
 * @param present questions about the present
 */
record Talk(Scope scope, List<Turn> turns, List<String> questions, List<Present> present) {
    private static final String LIFE = "lifebench-january.json";
    private static final Instant BEGIN = Instant.parse("2024-01-01T09:00:00Z");
    private static final int EVERY = 9;

    /**
     * What was said.
     *
     * @param at when it is remembered
     */
    record Turn(Instant at, Observation said) {}

    /**
     * A question about the present.
     *
     * @param now a part of each text that answers it
     * @param before parts of texts that answered it once
     */
    record Present(String question, String now, List<String> before) {
        /** Whether the first of the texts that answer it, now or once, answers it now. */
        boolean isAnswered(List<String> texts) {
            return texts.stream()
                    .filter(text -> text.contains(now) || before.stream().anyMatch(text::contains))
                    .findFirst()
                    .filter(text -> text.contains(now))
                    .isPresent();
        }
    }

    /** All questions. */
    List<String> asked() {
        List<String> all = new ArrayList<>(questions);
        present.forEach(question -> all.add(question.question()));
        return all;
    }

    /** The scope and a question of it. */
    String key(String question) {
        return scope.user() + ": " + question;
    }

    /** MemoryCode 217: without event times, so that only the moments of remembering tell what is the latest. */
    private static Talk jorge() {
        return new Talk(
                Scope.of("acme", "jorge"),
                memorycode(0),
                List.of(
                        "Which decorator do functions get?",
                        "What about salary and performance reviews?",
                        "Why did the chair in the office hurt Jorge's back?",
                        "Who plans the team outing, and where do they go?",
                        "How do I get help with the internet connection at the new site?",
                        "What did Djibril say about health insurance?"),
                List.of(
                        new Present(
                                "What is the latest rule for how function argument names end?",
                                "'_e'",
                                List.of("'_f'", "'_j'")),
                        new Present("What is the latest rule for how function names end?", "'_a'", List.of("'_y'")),
                        new Present(
                                "Which phone does Jorge use for work calls now?",
                                "personal phone",
                                List.of("company phone"))));
    }

    /** MemoryCode 247, likewise. */
    private static Talk alexander() {
        return new Talk(
                Scope.of("acme", "alexander"),
                memorycode(2),
                List.of(
                        "What about volunteer programs?",
                        "What should methods include?",
                        "When is the holiday party, and who cooks?",
                        "What did Yoon-Seo say before she spoke about exit interviews?"),
                List.of(
                        new Present(
                                "What is the latest rule for how attribute names end?",
                                "'_xt'",
                                List.of("'_s'", "'_j'", "'_q'")),
                        new Present("What is the latest rule for how variable names start?", "'w_'", List.of("'z_'")),
                        new Present(
                                "What is the latest rule for how function argument names start?",
                                "'i_'",
                                List.of("'a_'"))));
    }

    private static List<Turn> memorycode(int which) {
        Dialogue dialogue = Dialogues.shipped().get(which);
        List<Turn> turns = new ArrayList<>();
        for (int session = 0; session < dialogue.sessions().size(); session++) {
            Instant day = BEGIN.plus(Duration.ofDays(session));
            for (Dialogue.Line line : dialogue.sessions().get(session)) {
                Observation.Builder said = Observation.builder(line.text())
                        .kind(Kind.TURN)
                        .tier(Tier.SHORT)
                        .session("day " + session)
                        .speaker(line.speaker());
                if (turns.size() % EVERY == 0) {
                    said.searchKeys(SearchKeys.QUESTIONS, List.of("What did " + line.speaker() + " say that day?"));
                }
                turns.add(new Turn(day.plusSeconds(turns.size()), said.build()));
            }
        }
        return turns;
    }

    /** LifeBench, one January: records with event times, remembered much later. */
    private static Talk lei() {
        List<Turn> turns = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        JsonNode root = life();
        Instant now = BEGIN.plus(Duration.ofDays(500));
        for (JsonNode turn : root.path("turns")) {
            LocalDate date = LocalDate.parse(turn.path("date").asText());
            Instant start = date.atStartOfDay(ZoneOffset.UTC).toInstant();
            turns.add(new Turn(
                    now,
                    Observation.builder(turn.path("text").asText())
                            .kind(Kind.TURN)
                            .session(date.toString())
                            .speaker(turn.path("speaker").asText())
                            .eventTime(EventTime.from(start, Duration.ofDays(1)))
                            .build()));
        }
        root.path("questions")
                .forEach(question -> questions.add(question.path("text").asText()));
        return new Talk(Scope.of("acme", "lei"), turns, questions.subList(0, 8), List.of());
    }

    /** All talks. */
    static List<Talk> all() {
        return List.of(jorge(), alexander(), lei());
    }

    private static JsonNode life() {
        try (InputStream in = Objects.requireNonNull(Talk.class.getResourceAsStream(LIFE), LIFE)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
