package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of the months in some languages other than English, in the form of dates: "4. März 2026", "4 de marzo de
 * 2026", "4 марта 2026". Names that are the same in English are not used here.
 */
final class MonthNames {
    /**
     * January to December in German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Polish, Russian and
     * Turkish.
     */
    private static final List<String> LANGUAGES = List.of(
            "januar februar märz april mai juni juli august september oktober november dezember",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "januari februari maart april mei juni juli augustus september oktober november december",
            "januari februari mars april maj juni juli augusti september oktober november december",
            "januar februar marts april maj juni juli august september oktober november december",
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
            "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık");

    private static final Map<String, Integer> NAMES = names();

    private MonthNames() {}

    /** The month that a word names in another language, from 1; 0 if there is none. */
    static int of(Token token) {
        return token.is(Kind.WORD) ? NAMES.getOrDefault(token.word(), 0) : 0;
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new HashMap<>();
        for (String language : LANGUAGES) {
            String[] months = language.split(" ");
            for (int i = 0; i < months.length; i++) {
                names.put(months[i], i + 1);
            }
        }
        return Map.copyOf(names);
    }
}
