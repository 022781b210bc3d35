package dev.memcore.retrieval.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OtherQuestionTest {
    /** A Wednesday. */
    private static final Instant ASKED = Instant.parse("2023-07-12T16:33:00Z");

    @ParameterizedTest
    @CsvSource({
        "WHEN, Wann war die Hochzeit?",
        "WHERE, Wo wohnt die Frau die wir gestern trafen?",
        "WHO, Wer hat das Buch geschrieben?",
        "WHAT, Was macht Anna heute?",
        "HOW_MANY, Wie viele Kinder hat Anna?",
        "HOW_LONG, Wie lange wohnt Anna in Berlin?",
        "WHY, Warum zog Anna nach Berlin?",
        "WHEN, En quelle année est née Anna ?",
        "WHERE, Anna habite où ?",
        "WHO, Qui habite dans la maison que Paul a achetée ?",
        "HOW_MANY, Combien d'enfants a Anna ?",
        "WHY, Pourquoi a-t-elle déménagé ?",
        "WHEN, ¿Cuándo llegó la familia?",
        "WHERE, ¿Dónde trabaja la mujer que conocimos ayer?",
        "WHO, ¿Con quién fue Ana al cine?",
        "WHAT, ¿Qué libro leyó Ana?",
        "WHEN, 婚礼是什么时候？",
        "WHERE, 安娜住在哪里？",
        "WHO, 昨天谁来了？",
        "WHAT, 安娜喜欢什么？",
        "HOW_MANY, 安娜有几个孩子？",
        "LIST, 安娜读过哪些书？",
        "WHY, 安娜为什么搬家？",
        "WHEN, 結婚式はいつですか？",
        "WHERE, アンナはどこに住んでいますか？",
        "WHO, 誰が来ましたか？",
        "WHEN, शादी कब थी?",
        "WHERE, अन्ना कहाँ रहती है?",
        "WHO, कल कौन आया था?",
        "WHY, अन्ना क्यों चली गई?",
        "WHEN, Когда была свадьба?",
        "WHERE, Где живёт Анна?",
        "WHO, Кто написал книгу?",
        "HOW_MANY, Сколько детей у Анны?",
        "HOW_LONG, Как долго Анна живёт в Москве?",
        "WHEN, In quale anno è nata Anna?",
        "WHERE, Onde mora a Ana?",
        "HOW_MANY, Hoeveel kinderen heeft Anna?",
        "WHERE, 안나는 어디에 살아?",
        "WHEN, متى كان الزفاف؟",
    })
    void theKindOfAnswerIsKnown(Question.Type type, String question) {
        assertEquals(type, of(question).type());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Was habe ich gestern gemacht?",
                "Qu'est-ce que j'ai fait la semaine dernière ?",
                "¿Qué hice ayer?",
                "我上周做了什么？",
                "昨天发生了什么事？",
                "先週何をしましたか？",
                "मैंने पिछले हफ़्ते क्या किया?",
                "Что я делала на прошлой неделе?",
                "Che cosa ho fatto la settimana scorsa?",
                "O que eu fiz na semana passada?",
                "Wat heb ik vorige week gedaan?",
                "지난주에 뭐 했어?",
                "ماذا فعلت الأسبوع الماضي؟",
            })
    void aQuestionForAnythingOfATimeHasNoOtherWords(String question) {
        assertEquals("", of(question).rest());
    }

    @ParameterizedTest
    @CsvSource({
        "Wo wohnt Anna jetzt?, Wo wohnt Anna ?",
        "Où habite Anna maintenant ?, Où habite Anna ?",
        "¿Dónde vive Ana ahora?, ¿Dónde vive Ana ?",
        "安娜现在住在哪里？, 安娜 住在哪里？",
        "アンナは今どこに住んでいますか？, アンナは どこに住んでいますか？",
        "अन्ना अब कहाँ रहती है?, अन्ना कहाँ रहती है?",
        "Где сейчас живёт Анна?, Где живёт Анна?",
    })
    void wordsForNowAskForTheLatest(String question, String about) {
        Question asked = of(question);
        assertTrue(asked.asksForLatest());
        assertFalse(asked.asksForHistory());
        assertEquals(about, asked.about().replaceAll(" +", " ").strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wo wohnte Anna früher?",
                "Où habitait Anna auparavant ?",
                "¿Dónde vivía Ana antes?",
                "安娜以前住在哪里？",
                "アンナは以前どこに住んでいましたか？",
                "अन्ना पहले कहाँ रहती थी?",
                "Где раньше жила Анна?",
            })
    void wordsForThePastAskForHistory(String question) {
        assertTrue(of(question).asksForHistory());
        assertFalse(of(question).asksForLatest());
    }

    private static Question of(String question) {
        return Question.of(question, ASKED, ZoneOffset.UTC);
    }
}
