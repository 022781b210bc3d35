package dev.memcore.retrieval.query.date;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OtherLanguagesTest {
    /** A Wednesday. */
    private static final Instant SAID = Instant.parse("2023-07-12T16:33:00Z");

    @ParameterizedTest
    @CsvFileSource(resources = "languages.csv", delimiter = '|', quoteCharacter = '\0')
    void aTimeIsFoundAndResolved(String language, String text, String words, String from, String to) {
        assertEquals(List.of(words + " " + instant(from) + " " + instant(to)), found(text), language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wir treffen uns jeden Freitag.",
                "Guten Morgen, wie geht es dir?",
                "Il va au marché tous les lundis.",
                "Por la mañana no tomo café.",
                "我们每周五开会。",
                "毎週金曜日に泳ぎます。",
                "हर सोमवार को वह तैरता है।",
                "Она плавает каждую пятницу.",
                "My mars bar and a mai tai in the mart, hier and da",
                "He said the die is cast, and ordered mai tai",
            })
    void whatIsNoTimeIsNotFound(String text) {
        assertEquals(List.of(), found(text));
    }

    @Test
    void severalScriptsAreReadInOneText() {
        assertEquals(
                List.of(
                        "yesterday 2023-07-11T00:00:00Z 2023-07-12T00:00:00Z",
                        "上周 2023-07-03T00:00:00Z 2023-07-12T00:00:00Z"),
                found("She came yesterday. 我上周在上海。"));
    }

    @Test
    void marksMayBeDecomposed() {
        String text = Normalizer.normalize("Où était Anna le 3 août 2022 ?", Normalizer.Form.NFD);
        assertEquals(
                List.of(Normalizer.normalize("le 3 août 2022", Normalizer.Form.NFD)
                        + " 2022-08-03T00:00:00Z 2022-08-04T00:00:00Z"),
                found(text));
    }

    @Test
    void theDefaultLocaleHasNoEffect() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals(
                    List.of("VOR DREI TAGEN 2023-07-09T00:00:00Z 2023-07-10T00:00:00Z"),
                    found("DAS WAR VOR DREI TAGEN, ICH BIN ES"));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> found(String text) {
        return TimeExpressions.find(text, SAID, ZoneOffset.UTC).stream()
                .map(time -> text.substring(time.start(), time.end()) + " " + time.from() + " " + time.to())
                .toList();
    }

    private static Instant instant(String local) {
        if (local.equals("..")) {
            return TimeMention.LATEST;
        }
        return local.contains("T")
                ? LocalDateTime.parse(local).toInstant(ZoneOffset.UTC)
                : LocalDate.parse(local).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
