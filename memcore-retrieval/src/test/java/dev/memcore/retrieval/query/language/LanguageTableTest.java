package dev.memcore.retrieval.query.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LanguageTableTest {
    static Stream<Language> languages() {
        return Languages.all().stream();
    }

    /** The locale data of the JDK is that of the Unicode CLDR. */
    @ParameterizedTest
    @MethodSource("languages")
    void aTableHasTheNamesOfTheLocaleData(Language language) {
        Locale locale = Locale.forLanguageTag(language.name());
        for (TextStyle style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE)) {
            for (Month month : Month.values()) {
                String name = month.getDisplayName(style, locale);
                assertEquals("" + month.getValue(), language.value("month", new LanguageText(name)), name);
            }
            for (DayOfWeek day : DayOfWeek.values()) {
                String name = day.getDisplayName(style, locale);
                assertEquals("" + day.getValue(), language.value("weekday", new LanguageText(name)), name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aTableHasAllKindsOfWords(Language language) {
        for (String unit : List.of("day", "week", "month", "year")) {
            assertTrue(language.values("units").contains(unit), () -> language.name() + " " + unit);
        }
        assertTrue(language.values("day").size() >= 3 || language.values("day").contains("±1"), language.name());
        for (String kind : List.of(
                "time",
                "ago",
                "ahead",
                "recent",
                "when",
                "where",
                "who",
                "why",
                "many",
                "what",
                "now",
                "history",
                "past",
                "not",
                "anything")) {
            assertTrue(language.kinds().contains(kind), () -> language.name() + " " + kind);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Wo wohnt Anna jetzt?, de",
        "Où habite Anna maintenant ?, fr",
        "¿Dónde vive Anna ahora?, es",
        "Dove vive Anna adesso?, it",
        "Onde mora a Anna agora?, pt",
        "Waar woont Anna nu?, nl",
        "Где сейчас живёт Анна?, ru",
        "安娜现在住在哪里？, zh",
        "アンナは今どこに住んでいますか？, ja",
        "अन्ना अब कहाँ रहती है?, hi",
        "안나는 지금 어디에 살아?, ko",
        "أين تعيش آنا الآن؟, ar",
        "Where does Anna live now?, ''",
        "Where does 安娜 live now?, ''",
        "The die is cast in Mai Mai on a man, ''",
        "Al Pacino, ''",
        "12000007, ''",
        "'', ''",
    })
    void theLanguageOfAQuestionIsKnown(String question, String language) {
        List<String> names = Languages.most(new LanguageText(question)).stream()
                .map(Language::name)
                .toList();
        assertEquals(language.isEmpty() ? List.of() : List.of(language), names);
    }
}
