package dev.memcore.bench.house;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plan of the house, and what may not be done in which room. Every rule says how many classes it must have seen. */
final class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.memcore");

    /** The packages that a host has on its module path. */
    private static final Set<String> LIBRARY = Set.of(
            "dev.memcore",
            "dev.memcore.api",
            "dev.memcore.io",
            "dev.memcore.spi",
            "dev.memcore.store",
            "dev.memcore.retrieval",
            "dev.memcore.retrieval.check",
            "dev.memcore.retrieval.embed",
            "dev.memcore.retrieval.fusion",
            "dev.memcore.retrieval.query",
            "dev.memcore.retrieval.query.date",
            "dev.memcore.retrieval.ranking",
            "dev.memcore.retrieval.rerank",
            "dev.memcore.retrieval.search",
            "dev.memcore.retrieval.source",
            "dev.memcore.retrieval.storage",
            "dev.memcore.retrieval.text",
            "dev.memcore.retrieval.view",
            "dev.memcore.retrieval.visibility",
            "dev.memcore.consolidation",
            "dev.memcore.consolidation.age",
            "dev.memcore.consolidation.arithmetic",
            "dev.memcore.consolidation.association",
            "dev.memcore.consolidation.cluster",
            "dev.memcore.consolidation.duplicate",
            "dev.memcore.consolidation.fold",
            "dev.memcore.consolidation.leaving",
            "dev.memcore.consolidation.link",
            "dev.memcore.consolidation.merge",
            "dev.memcore.consolidation.origin",
            "dev.memcore.consolidation.promotion",
            "dev.memcore.consolidation.replay",
            "dev.memcore.consolidation.segment",
            "dev.memcore.consolidation.slot",
            "dev.memcore.consolidation.tree",
            "dev.memcore.consolidation.value",
            "dev.memcore.langchain4j");

    private static final int LIBRARY_CLASSES = 100;

    /** The packages that no module exports: what is public in them is so for the rooms beside them alone. */
    private static final Set<String> UNEXPORTED = Set.of(
            "dev.memcore.io",
            "dev.memcore.retrieval.check",
            "dev.memcore.retrieval.query",
            "dev.memcore.retrieval.query.date",
            "dev.memcore.retrieval.ranking",
            "dev.memcore.retrieval.search",
            "dev.memcore.retrieval.source",
            "dev.memcore.retrieval.storage",
            "dev.memcore.retrieval.text",
            "dev.memcore.retrieval.visibility",
            "dev.memcore.consolidation.age",
            "dev.memcore.consolidation.arithmetic",
            "dev.memcore.consolidation.duplicate",
            "dev.memcore.consolidation.leaving",
            "dev.memcore.consolidation.link",
            "dev.memcore.consolidation.merge",
            "dev.memcore.consolidation.origin",
            "dev.memcore.consolidation.promotion");

    /** Who may start threads; each ends them in its close. */
    private static final Set<String> THREAD_OWNERS = Set.of(
            "dev.memcore.MaintenanceThread",
            "dev.memcore.io.FileThread",
            "dev.memcore.io.OwnedThread",
            "dev.memcore.store.SegmentedLog",
            "dev.memcore.store.HeapLog",
            "dev.memcore.retrieval.LuceneMemoryIndex",
            "dev.memcore.retrieval.Writers");

    /** Who may name the system's clock and entropy: as defaults that a host can replace. */
    private static final Set<String> DEFAULTS = Set.of("dev.memcore.MemcoreBuilder");

    private static final Pattern THREADS = Pattern.compile(
            "dev\\.memcore\\.io\\.OwnedThread\\.<init>|java\\.lang\\.Thread\\.(<init>|ofPlatform|ofVirtual|startVirtualThread)"
                + "|java\\.util\\.concurrent\\.(Executors|ForkJoinPool|ThreadPoolExecutor|ScheduledThreadPoolExecutor)\\..*"
                + "|java\\.util\\.concurrent\\.CompletableFuture\\..*Async|java\\.util\\.Timer\\.<init>"
                + "|java\\.util\\.Collection\\.parallelStream|java\\.util\\.stream\\..*\\.parallel");

    private static final Pattern CLOCKS_AND_CHANCE = Pattern.compile("java\\.time\\..*\\.now"
            + "|java\\.time\\.Clock\\.(system.*|tick.*)"
            + "|java\\.time\\.InstantSource\\.system"
            + "|java\\.time\\.ZoneId\\.systemDefault|java\\.util\\.TimeZone\\.getDefault"
            + "|java\\.lang\\.System\\.currentTimeMillis"
            + "|java\\.lang\\.Math\\.random"
            + "|java\\.util\\.(Random|SplittableRandom)\\.<init>"
            + "|java\\.util\\.UUID\\.randomUUID"
            + "|java\\.util\\.Date\\.<init>"
            + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\..*"
            + "|java\\.util\\.random\\.(RandomGenerator|RandomGeneratorFactory)\\.(of|getDefault|create)"
            + "|java\\.security\\.SecureRandom\\..*"
            + "|java\\.util\\.Collections\\.shuffle");

    private static final Pattern INNER_PARTS =
            Pattern.compile("(org\\.apache\\.lucene|com\\.fasterxml|com\\.github\\.benmanes)\\..*");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev.memcore.api           | dev.memcore.api | 20",
                "dev.memcore.io            | dev.memcore.api dev.memcore.io | 5",
                "dev.memcore.spi           | dev.memcore.api dev.memcore.spi | 15",
                "dev.memcore.store         | dev.memcore.api dev.memcore.io dev.memcore.spi dev.memcore.store | 20",
                "dev.memcore.retrieval | dev.memcore.api dev.memcore.io dev.memcore.retrieval"
                        + " dev.memcore.retrieval.check dev.memcore.retrieval.fusion dev.memcore.retrieval.rerank"
                        + " dev.memcore.retrieval.search dev.memcore.retrieval.storage dev.memcore.retrieval.text"
                        + " dev.memcore.retrieval.view dev.memcore.retrieval.visibility dev.memcore.spi | 14",
                "dev.memcore.retrieval.check | dev.memcore.api dev.memcore.retrieval.check | 1",
                "dev.memcore.retrieval.embed | dev.memcore.api dev.memcore.retrieval.check"
                        + " dev.memcore.retrieval.embed dev.memcore.retrieval.text dev.memcore.spi | 2",
                "dev.memcore.retrieval.fusion | dev.memcore.api dev.memcore.retrieval.check"
                        + " dev.memcore.retrieval.fusion dev.memcore.retrieval.view dev.memcore.spi | 4",
                "dev.memcore.retrieval.query | dev.memcore.retrieval.query"
                        + " dev.memcore.retrieval.query.date dev.memcore.spi | 10",
                "dev.memcore.retrieval.query.date | dev.memcore.api dev.memcore.retrieval.query.date | 14",
                "dev.memcore.retrieval.ranking | dev.memcore.api dev.memcore.retrieval.fusion"
                        + " dev.memcore.retrieval.query dev.memcore.retrieval.query.date"
                        + " dev.memcore.retrieval.ranking dev.memcore.retrieval.source"
                        + " dev.memcore.retrieval.storage dev.memcore.retrieval.text dev.memcore.retrieval.view"
                        + " dev.memcore.retrieval.visibility dev.memcore.spi | 10",
                "dev.memcore.retrieval.rerank | dev.memcore.api dev.memcore.retrieval.check"
                        + " dev.memcore.retrieval.fusion dev.memcore.retrieval.rerank dev.memcore.retrieval.text"
                        + " dev.memcore.spi | 4",
                "dev.memcore.retrieval.search | dev.memcore.api dev.memcore.retrieval.fusion"
                        + " dev.memcore.retrieval.query.date dev.memcore.retrieval.ranking"
                        + " dev.memcore.retrieval.rerank dev.memcore.retrieval.search dev.memcore.retrieval.source"
                        + " dev.memcore.retrieval.storage dev.memcore.retrieval.text dev.memcore.retrieval.view"
                        + " dev.memcore.retrieval.visibility dev.memcore.spi | 10",
                "dev.memcore.retrieval.source | dev.memcore.api dev.memcore.retrieval.fusion"
                        + " dev.memcore.retrieval.query dev.memcore.retrieval.query.date"
                        + " dev.memcore.retrieval.source dev.memcore.retrieval.storage dev.memcore.retrieval.text"
                        + " dev.memcore.retrieval.view dev.memcore.retrieval.visibility dev.memcore.spi | 15",
                "dev.memcore.retrieval.storage | dev.memcore.api dev.memcore.io"
                        + " dev.memcore.retrieval.fusion dev.memcore.retrieval.query dev.memcore.retrieval.storage"
                        + " dev.memcore.retrieval.text dev.memcore.spi | 11",
                "dev.memcore.retrieval.text | dev.memcore.api dev.memcore.retrieval.text | 9",
                "dev.memcore.retrieval.view | dev.memcore.api dev.memcore.retrieval.view dev.memcore.spi" + " | 1",
                "dev.memcore.retrieval.visibility | dev.memcore.api dev.memcore.retrieval.storage"
                        + " dev.memcore.retrieval.text dev.memcore.retrieval.visibility dev.memcore.spi | 12",
                "dev.memcore.consolidation | dev.memcore.api dev.memcore.spi dev.memcore.consolidation"
                        + " dev.memcore.consolidation.age dev.memcore.consolidation.arithmetic"
                        + " dev.memcore.consolidation.duplicate dev.memcore.consolidation.leaving"
                        + " dev.memcore.consolidation.link dev.memcore.consolidation.merge"
                        + " dev.memcore.consolidation.promotion dev.memcore.consolidation.value | 3",
                "dev.memcore.consolidation.age | dev.memcore.api dev.memcore.spi dev.memcore.consolidation.age"
                        + " dev.memcore.consolidation.arithmetic | 2",
                "dev.memcore.consolidation.arithmetic | dev.memcore.api dev.memcore.consolidation.arithmetic | 6",
                "dev.memcore.consolidation.association | dev.memcore.api dev.memcore.spi"
                        + " dev.memcore.consolidation.arithmetic dev.memcore.consolidation.association | 5",
                "dev.memcore.consolidation.cluster | dev.memcore.consolidation.arithmetic"
                        + " dev.memcore.consolidation.cluster | 5",
                "dev.memcore.consolidation.duplicate | dev.memcore.api dev.memcore.spi"
                        + " dev.memcore.consolidation.arithmetic dev.memcore.consolidation.duplicate"
                        + " dev.memcore.consolidation.origin | 9",
                "dev.memcore.consolidation.fold | dev.memcore.api dev.memcore.spi"
                        + " dev.memcore.consolidation.arithmetic dev.memcore.consolidation.cluster"
                        + " dev.memcore.consolidation.fold dev.memcore.consolidation.origin"
                        + " dev.memcore.consolidation.promotion dev.memcore.consolidation.segment | 15",
                "dev.memcore.consolidation.leaving | dev.memcore.api dev.memcore.spi"
                        + " dev.memcore.consolidation.age dev.memcore.consolidation.arithmetic"
                        + " dev.memcore.consolidation.leaving dev.memcore.consolidation.origin"
                        + " dev.memcore.consolidation.value | 6",
                "dev.memcore.consolidation.link | dev.memcore.api dev.memcore.spi dev.memcore.consolidation.age"
                        + " dev.memcore.consolidation.arithmetic dev.memcore.consolidation.cluster"
                        + " dev.memcore.consolidation.link dev.memcore.consolidation.origin | 2",
                "dev.memcore.consolidation.merge | dev.memcore.api dev.memcore.spi"
                        + " dev.memcore.consolidation.arithmetic dev.memcore.consolidation.cluster"
                        + " dev.memcore.consolidation.merge dev.memcore.consolidation.origin | 4",
                "dev.memcore.consolidation.origin | dev.memcore.api dev.memcore.spi"
                        + " dev.memcore.consolidation.origin | 2",
                "dev.memcore.consolidation.promotion | dev.memcore.api dev.memcore.spi"
                        + " dev.memcore.consolidation.arithmetic dev.memcore.consolidation.promotion"
                        + " dev.memcore.consolidation.value | 2",
                "dev.memcore.consolidation.replay | dev.memcore.api dev.memcore.consolidation.arithmetic"
                        + " dev.memcore.consolidation.replay | 4",
                "dev.memcore.consolidation.segment | dev.memcore.api dev.memcore.spi"
                        + " dev.memcore.consolidation.arithmetic dev.memcore.consolidation.segment | 8",
                "dev.memcore.consolidation.slot | dev.memcore.api dev.memcore.consolidation.arithmetic"
                        + " dev.memcore.consolidation.slot | 4",
                "dev.memcore.consolidation.tree | dev.memcore.api dev.memcore.spi"
                        + " dev.memcore.consolidation.arithmetic dev.memcore.consolidation.fold"
                        + " dev.memcore.consolidation.origin dev.memcore.consolidation.segment"
                        + " dev.memcore.consolidation.tree | 5",
                "dev.memcore.consolidation.value | dev.memcore.api dev.memcore.spi"
                        + " dev.memcore.consolidation.age dev.memcore.consolidation.arithmetic"
                        + " dev.memcore.consolidation.value | 12",
                "dev.memcore.langchain4j   | dev.memcore.api dev.memcore.spi dev.memcore.langchain4j | 10",
            })
    void aRoomKnowsOnlyTheRoomsItMay(String room, String allowed, int classes) {
        Set<String> rooms = Set.of(allowed.split(" "));
        check(classes, in(Set.of(room)), dependOnClassesThat(ours("not in " + rooms, name -> !rooms.contains(name))));
    }

    @Test
    void theLibraryKnowsNeitherBenchNorTestkit() {
        check(
                LIBRARY_CLASSES,
                in(LIBRARY),
                dependOnClassesThat(ours("not of the library", name -> !LIBRARY.contains(name))));
    }

    @Test
    void onlyItsAdapterKnowsAFramework() {
        check(
                LIBRARY_CLASSES,
                in(LIBRARY).and(DescribedPredicate.not(in(Set.of("dev.memcore.langchain4j")))),
                dependOnClassesThat(packages("of LangChain4j", name -> name.startsWith("dev.langchain4j"))));
    }

    @Test
    void theBenchUsesTheLibraryAsAHostDoes() {
        check(
                50,
                packages("of the bench", name -> name.startsWith("dev.memcore.bench")),
                dependOnClassesThat(in(Set.of("dev.memcore.store"))));
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        assertTrue(ALL.size() >= LIBRARY_CLASSES);
        SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(ALL);
    }

    @Test
    void theLibraryPrintsNothing() {
        check(LIBRARY_CLASSES, in(LIBRARY), GeneralCodingRules.ACCESS_STANDARD_STREAMS);
    }

    @Test
    void onlyTheNamedOwnersStartThreads() {
        check(LIBRARY_CLASSES, in(LIBRARY).and(outside(THREAD_OWNERS)), call(THREADS));
    }

    @Test
    void onlyTheBuilderNamesTheSystemsClockAndEntropy() {
        check(LIBRARY_CLASSES, in(LIBRARY).and(outside(DEFAULTS)), call(CLOCKS_AND_CHANCE));
    }

    @Test
    void theRulesSeeWhatTheyForbid() {
        Set<String> used = new TreeSet<>();
        ALL.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .map(access -> name(access.getTarget()))
                .forEach(used::add);
        assertTrue(used.stream().anyMatch(name -> THREADS.matcher(name).matches()));
        assertTrue(
                used.stream().anyMatch(name -> CLOCKS_AND_CHANCE.matcher(name).matches()));
    }

    @Test
    void noTypeOfAnInnerPartStandsInAPublicSignature() {
        List<JavaClass> types = ALL.stream()
                .filter(type -> LIBRARY.contains(type.getPackageName())
                        && !UNEXPORTED.contains(type.getPackageName())
                        && isPublic(type))
                .toList();
        assertTrue(types.size() >= 50, "only " + types.size() + " public types");
        List<String> leaks = types.stream()
                .flatMap(type -> mentioned(type)
                        .distinct()
                        .filter(other -> INNER_PARTS.matcher(other.getName()).matches()
                                || UNEXPORTED.contains(other.getPackageName()))
                        .map(other -> type.getName() + " mentions " + other.getName()))
                .toList();
        assertTrue(leaks.isEmpty(), leaks::toString);
    }

    /** The classes that a host sees of a public class: its supertypes, and the types in its visible members. */
    private static Stream<JavaClass> mentioned(JavaClass type) {
        Stream<JavaClass> supertypes =
                Stream.concat(type.getRawInterfaces().stream(), type.getRawSuperclass().stream());
        Stream<JavaClass> units = type.getCodeUnits().stream()
                .filter(unit -> isVisible(unit.getModifiers()))
                .flatMap(ArchitectureTest::mentioned);
        Stream<JavaClass> fields = type.getFields().stream()
                .filter(field -> isVisible(field.getModifiers()))
                .flatMap(field -> field.getAllInvolvedRawTypes().stream());
        return Stream.of(supertypes, units, fields).flatMap(stream -> stream);
    }

    private static Stream<JavaClass> mentioned(JavaCodeUnit unit) {
        return Stream.concat(unit.getAllInvolvedRawTypes().stream(), unit.getExceptionTypes().stream());
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static void check(int atLeast, DescribedPredicate<JavaClass> selected, ArchCondition<JavaClass> forbidden) {
        long count = ALL.stream().filter(selected).count();
        assertTrue(count >= atLeast, selected.getDescription() + ": only " + count + " classes were seen");
        ArchRule rule = noClasses().that(selected).should(forbidden);
        rule.check(ALL);
    }

    private static DescribedPredicate<JavaClass> in(Set<String> packages) {
        return packages("in " + packages, packages::contains);
    }

    private static DescribedPredicate<JavaClass> ours(String description, Predicate<String> names) {
        return packages(description, name -> (name + ".").startsWith("dev.memcore.") && names.test(name));
    }

    private static DescribedPredicate<JavaClass> packages(String description, Predicate<String> names) {
        return DescribedPredicate.describe(description, type -> names.test(type.getPackageName()));
    }

    /** Not one of the named classes, nor within one. */
    private static DescribedPredicate<JavaClass> outside(Set<String> names) {
        return DescribedPredicate.describe(
                "not " + names, type -> !names.contains(type.getName().replaceAll("\\$.*", "")));
    }

    private static ArchCondition<JavaClass> call(Pattern forbidden) {
        return accessTargetWhere(DescribedPredicate.<JavaAccess<?>>describe(
                "matches " + forbidden,
                access -> forbidden.matcher(name(access.getTarget())).matches()));
    }

    private static String name(AccessTarget target) {
        return target.getOwner().getName() + "." + target.getName();
    }
}
