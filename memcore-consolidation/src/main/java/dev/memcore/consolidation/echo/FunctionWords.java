package dev.memcore.consolidation.echo;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Words without content of their own, in English, German, French, Spanish, Italian, Russian, Hindi and Chinese: articles,
 * pronouns, prepositions, auxiliary verbs, and the words with which assistants introduce and close an answer. The lists
 * were written for this class.
 */
final class FunctionWords {
    private static final Set<String> ENGLISH = words("""
        a an the this that these those there here it its it's he she they them their theirs his her hers him we us our
        ours i i'm i've i'll i'd me my mine myself you you're you've you'll you'd your yours yourself he's she's they're
        they've we're we've we'll who whom whose which what what's where when why how that's there's here's let's is am
        are was were be been being do does did done has have had having will would shall should can could may might must
        of to in on at by for from with without into onto about as than then so and or but if because while during
        after before since until over under between through also too very really quite just still already now again
        more most some any all both each other such only own same yes yeah yep ok okay oh well sure certainly course
        absolutely definitely indeed please thanks thank great good glad happy hi hello hey sorry
        according based notes note noted record records recorded memory memories remember remembered recall recalled
        know known mention mentioned mentions said say says saying told tell tells earlier previously before last time
        information info conversation conversations chat message messages context shown show shows list listed lists
        following follows summary summarize sum short quote quoted quotes wrote stated states state see seems appears
        looks like found find result results search searched look looked answer question questions asked ask asks
        let need anything else feel free help helps helpful assist know further here's user user's assistant speaker
        hesitate welcome maybe perhaps actually honestly anyway
        basically frankly literally simply truly totally exactly alright listen um uh hm hmm wow haha lol ah aw cheers bye
        goodbye gonna wanna im youre ive thats its u ur plz thx everyone folks things thing one ones regarding concerning reminder remind think mean means
        """);

    private static final Set<String> GERMAN = words("""
        der die das den dem des ein eine einen einem einer eines und oder aber wenn weil dass ob als wie so auch noch
        schon nur sehr mal ja doch hier dort da dann nun jetzt wieder ich du er sie es wir ihr mich mir dich dir ihn ihm
        uns euch ihnen sich mein meine meinen meinem meiner dein deine deinen deinem deiner sein seine seinen seinem
        seiner ihre ihren ihrem ihrer unser unsere bin bist ist sind seid war warst waren wart wird wirst werden werde
        wurde wurden habe hast hat haben hatte hatten kann kannst können soll sollte muss musst zu in im an am auf aus
        bei mit nach von vom vor für über unter um durch gegen seit bis zum zur wer was wo wann warum welche welcher
        welches laut notizen erwähnt erwähntest gesagt sagtest sagte erinnere erinnerung gern gerne natürlich klar
        danke bitte hallo gut
        """);

    private static final Set<String> ROMANCE = words("""
        le la les un une des du de d et ou mais si que qui quoi dont où est suis es sont était étais ai as a ont avait
        je tu il elle on nous vous ils elles me te se mon ma mes ton ta tes son sa ses notre votre leur leurs ce cet
        cette ces dans sur sous avec sans pour par chez en au aux y oui bien sûr selon
        el los las una unos unas y o pero que quien donde cuando está estoy estás están era eres soy son he has ha han
        yo tú él ella nosotros ustedes ellos me te se mi mis tu tus su sus este esta estos estas con sin para por al
        del en sí claro según
        il lo gli uno e ed ma che chi dove quando è sono sei siamo ho hai hanno era io lui lei noi voi loro mi ti si
        mio mia miei tuo tua tuoi suo sua di da in con su per tra al alla del della nel nella sì certo secondo
        """);

    private static final Set<String> RUSSIAN = words("""
        и в во на с со к ко по из от у о об за для до при над под через же бы ли а но или что чтобы как так это этот
        эта эти тот та те я ты он она оно мы вы они меня тебя его её ее нас вас их мне тебе ему ей нам вам им мой моя
        моё мои твой твоя твоё твои свой своя свои наш ваш был была было были есть будет быть где когда кто да конечно
        уже ещё еще вот
        """);

    private static final Set<String> HINDI = words("""
        है हैं था थी थे हूँ हूं हो का की के को से में पर ने और या कि यह ये वह वे मैं तुम आप हम मेरा मेरी मेरे तुम्हारा
        आपका आपकी आपके उसका उसकी उसके इस उस जो भी तो ही एक हाँ जी
        """);

    private static final Set<String> NEGATIONS = words("""
        not no dont cant didnt doesnt isnt arent wont never nor neither none nobody nothing cannot without no-one noone hardly
        nicht kein keine keinen keinem keiner nie niemals niemand nichts ohne
        ne pas jamais aucun aucune sans rien no nunca nada ningún ninguna sin non mai niente senza
        не нет ни никогда ничего без
        नहीं मत न
        """);

    private static final Set<String> FIRST_PERSON =
            words("i i've i'll i'd i'm we we've we'll we're ich wir je j'ai nous yo nosotros io я мы मैं हम");

    private static final Set<String> AUXILIARIES =
            words("have has had will would am are was were just also already now habe haben werde werden");

    private static final String CHINESE_NEGATIONS = "不没無无未非别";

    private static final String PARTICLES =
            "\u7684\u4E86\u662F\u6211\u4F60\u60A8\u4ED6\u5979\u5B83\u4EEC\u5728\u6709\u548C\u4E0E\u4E5F\u90FD\u5C31\u8FD9\u90A3\u5417\u5462\u5427\u554A\u7740\u8FC7\u5F97\u5730\u4E4B\u5176";

    private static final Map<String, String> SYNONYMS = pairs("""
        began=start bought=buy kids=child talked=talk went=go gone=go goes=go going=go made=make making=make took=take
        taken=take taking=take got=get getting=get gave=give given=give came=come coming=come saw=see seen=see ate=eat
        eaten=eat wrote=write written=write writing=write ran=run running=run left=leave leaving=leave felt=feel
        kept=keep lovely=beautiful little=small difficult=hard require=need required=need requires=need select=choose
        selected=choose chose=choose chosen=choose approximately=approx shop=store used=use using=use monday=mon tuesday=tue wednesday=wed thursday=thu friday=fri saturday=sat
        sunday=sun january=jan february=feb march=mar april=apr june=jun july=jul august=aug september=sep sept=sep
        october=oct november=nov december=dec
        """);

    private static final Map<String, String> NUMBERS = pairs("""
        two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 fifteen=15 twenty=20
        thirty=30 forty=40 fifty=50 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 1st=1 2nd=2 3rd=3
        first=1 second=2 third=3
        """);

    private FunctionWords() {}

    private static Set<String> words(String lines) {
        return Stream.of(lines.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, String> pairs(String lines) {
        return words(lines).stream()
                .map(pair -> pair.split("="))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }

    static boolean contains(String word) {
        return ENGLISH.contains(word)
                || NEGATIONS.contains(word)
                || word.endsWith("n't")
                || GERMAN.contains(word)
                || ROMANCE.contains(word)
                || RUSSIAN.contains(word)
                || HINDI.contains(word);
    }

    /** Returns whether a word, or a run of Chinese characters, negates its sentence. */
    static boolean negates(String word) {
        return NEGATIONS.contains(word)
                || word.endsWith("n't")
                || word.codePoints().anyMatch(character -> CHINESE_NEGATIONS.indexOf(character) >= 0);
    }

    static boolean isFirstPerson(String word) {
        return FIRST_PERSON.contains(word);
    }

    /** Returns whether a word may stand between a pronoun and its verb. */
    static boolean isAuxiliary(String word) {
        return AUXILIARIES.contains(word);
    }

    /** Returns whether a Chinese character is a particle or a pronoun. */
    static boolean isParticle(int character) {
        return PARTICLES.indexOf(character) >= 0;
    }

    /** Returns the word that stands for a word and its synonyms and irregular forms. */
    static String synonym(String word) {
        return SYNONYMS.getOrDefault(word, word);
    }

    /** Returns the digits of a number word, or null. */
    static @Nullable String number(String word) {
        return NUMBERS.get(word);
    }
}
