package dev.memcore.bench.house;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plan of the house, and what may not be done in which room. Every rule says how many classes it must have seen. */
final class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.memcore");

    /** The packages of the library. */
    private static final Set<String> LIBRARY = ALL.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.startsWith("dev.memcore.testkit")
                    && ModuleLayers.having(name).findAny().isPresent())
            .collect(Collectors.toSet());

    private static final int LIBRARY_CLASSES = 100;

    /** The packages that no module exports to hosts: what is public in them is so for the other packages of the library. */
    private static final Set<String> UNEXPORTED = LIBRARY.stream()
            .filter(name -> ModuleLayers.having(name)
                    .noneMatch(module -> module.exportedToAll().contains(name)))
            .collect(Collectors.toSet());

    /** Who may start threads; each ends them in its close. */
    private static final Set<String> THREAD_OWNERS = Set.of(
            "dev.memcore.maintenance.MaintenanceThread",
            "dev.memcore.commit.AsyncCalls",
            "dev.memcore.io.FileThread",
            "dev.memcore.io.OwnedThread",
            "dev.memcore.mcp.HttpMcpServer",
            "dev.memcore.store.SegmentedLog",
            "dev.memcore.store.heap.HeapLog",
            "dev.memcore.retrieval.LuceneMemoryIndex",
            "dev.memcore.inspector.Inspector",
            "dev.memcore.retrieval.indexing.NamedMergeScheduler");

    /** Who may name the system's clock and entropy: as defaults that a host can replace. */
    private static final Set<String> DEFAULTS = Set.of(
            "dev.memcore.MemcoreBuilder",
            "dev.memcore.spring.boot.MemcoreActuatorAutoConfiguration",
            "dev.memcore.inspector.http.AccessTokens");

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

    @Test
    void everyPackageHasALayer() {
        Set<String> missing = new TreeSet<>();
        ALL.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !isApplication(name))
                .filter(name -> ModuleLayers.having(name).count() != 1)
                .forEach(missing::add);
        assertEquals(Set.of(), missing);
        ModuleLayers.ALL.stream()
                .flatMap(module -> module.packages().stream())
                .map(name -> name.replaceAll("\\.\\.$", ""))
                .forEach(name -> assertTrue(
                        ALL.stream().anyMatch(type -> type.getPackageName().equals(name)), name));
    }

    @Test
    void aPackageUsesLowerLayersAndExportedPackagesOfRequiredModules() {
        check(
                LIBRARY_CLASSES,
                ours("with a layer", name -> ModuleLayers.having(name).findAny().isPresent()),
                new ArchCondition<>("use packages above their own, or packages of modules that are not required") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        String from = type.getPackageName();
                        ModuleLayers module =
                                ModuleLayers.having(from).findAny().orElseThrow();
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(use ->
                                        use.getTargetClass().getPackageName().startsWith("dev.memcore"))
                                .filter(use -> !module.allows(
                                        from, use.getTargetClass().getPackageName()))
                                .forEach(use -> events.add(SimpleConditionEvent.satisfied(type, use.getDescription())));
                    }
                });
    }

    @Test
    void theLibraryKnowsNeitherBenchNorTestkit() {
        check(
                LIBRARY_CLASSES,
                in(LIBRARY),
                dependOnClassesThat(ours("not of the library", name -> !LIBRARY.contains(name))));
    }

    @Test
    void theLibraryDoesWithoutThePapers() {
        check(LIBRARY_CLASSES, in(LIBRARY).and(DescribedPredicate.not(papers())), dependOnClassesThat(papers()));
    }

    private static DescribedPredicate<JavaClass> papers() {
        return packages("of memcore-papers", name -> (name + ".").startsWith("dev.memcore.papers."));
    }

    @Test
    void onlyItsAdapterKnowsAFramework() {
        check(
                LIBRARY_CLASSES,
                in(LIBRARY)
                        .and(DescribedPredicate.not(
                                in(Set.of("dev.memcore.langchain4j", "dev.memcore.langchain4j.segment")))),
                dependOnClassesThat(packages("of LangChain4j", name -> name.startsWith("dev.langchain4j"))));
        check(
                LIBRARY_CLASSES,
                in(LIBRARY).and(DescribedPredicate.not(in(Set.of("dev.memcore.micrometer")))),
                dependOnClassesThat(packages("of Micrometer", name -> name.startsWith("io.micrometer"))));
        check(
                LIBRARY_CLASSES,
                in(LIBRARY)
                        .and(DescribedPredicate.not(ours("of Spring", name -> name.startsWith("dev.memcore.spring.")))),
                dependOnClassesThat(packages("of Spring", name -> name.startsWith("org.springframework"))));
    }

    @Test
    void onlyTheMcpServerKnowsTheSdkOfMcp() {
        check(
                LIBRARY_CLASSES,
                in(LIBRARY)
                        .and(DescribedPredicate.not(
                                packages("of memcore-mcp", name -> (name + ".").startsWith("dev.memcore.mcp.")))),
                dependOnClassesThat(packages("of the SDK of MCP", name -> name.startsWith("io.modelcontextprotocol"))));
    }

    @Test
    void theApplicationsUseTheLibraryAsAHostDoes() {
        check(
                50,
                packages("of the applications", ArchitectureTest::isApplication),
                dependOnClassesThat(in(Set.of("dev.memcore.store"))));
    }

    @Test
    void theCommandLineOfUsersKnowsNeitherBenchNorPapersNorTestkit() {
        check(
                40,
                packages("of the command line", name -> isOf("cli", name)),
                dependOnClassesThat(packages(
                        "of bench, papers or testkit",
                        name -> isOf("bench", name) || isOf("papers", name) || isOf("testkit", name))));
    }

    /** The command lines: they may print, and name the clock. */
    private static boolean isApplication(String packageName) {
        return isOf("bench", packageName) || isOf("cli", packageName);
    }

    private static boolean isOf(String part, String packageName) {
        return (packageName + ".").startsWith("dev.memcore." + part + ".");
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        assertTrue(ALL.size() >= LIBRARY_CLASSES);
        SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        // The API's packages use each other: they are parts of one vocabulary.
                        return SliceIdentifier.of(
                                type.getPackageName().replaceAll("^(dev\\.memcore\\.api)\\b.*", "$1"));
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
