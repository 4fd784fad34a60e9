package io.candelabra;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The borders between the rooms, each with its reason. ARCHITECTURE.md tells the same story in prose. */
class ArchitectureTest {

    /** Wherever the build puts its folders. */
    private static final ImportOption IS_TEST = location -> location.contains("/test-classes/");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(location -> !IS_TEST.includes(location))
            .importPackages("io.candelabra");

    private static final JavaClasses TESTS =
            new ClassFileImporter().withImportOption(IS_TEST).importPackages("io.candelabra");

    /** Tests that take the machine as it is, with the reason; benchmarks do so by their nature. */
    private static final Map<String, String> BOUND_TO_THE_MACHINE = Map.of(
            "io.candelabra.testing.TestMachine",
            "hands the machine's clock to certificates, whose dates the JDK checks by nothing else",
            "io.candelabra.testing.TestChance",
            "is the seeded one, under the type that keys and passwords want");

    /** Whoever starts a thread stands here with the reason; everybody else is handed one, or needs none. */
    private static final Map<String, String> THREAD_STARTERS = Map.of(
            "io.candelabra.Main",
            "hands threads to the rooms, and listens for the end of the process",
            "io.candelabra.Rooms",
            "starts the writing thread, and hands virtual threads to whoever serves connections",
            "io.candelabra.core.clock.Loop",
            "the one shell for everything in the core that works in steps",
            "io.candelabra.core.work.Workbench",
            "what computes for long has platform threads of its own, so that it holds no carrier of virtual threads",
            "io.candelabra.wire.http.BodyWatch",
            "one timer ends waits for bodies that come too slowly",
            "io.candelabra.store.sql.Readers",
            "SQLite's calls are native and would pin virtual threads, so they have platform threads of their own");

    private static final String ORDERS = "carries orders about hubs, pairing and webhooks, which Lutron alone has";

    /** What is said of one dialect outside it, with the reason. */
    private static final Map<String, String> SPEAK_OF_ONE_DIALECT = Map.of(
            "io.candelabra.admin.Desk", ORDERS,
            "io.candelabra.admin.Order", ORDERS,
            "io.candelabra.admin.Pairing", ORDERS,
            "io.candelabra.admin.Hubs", ORDERS,
            "io.candelabra.admin.OccupancyWebhooks", ORDERS,
            "io.candelabra.admin.Declarations", ORDERS,
            "io.candelabra.admin.DeclaredFile", ORDERS,
            "io.candelabra.cli.HubCommand", ORDERS,
            "io.candelabra.cli.LicenceCommand", ORDERS,
            "io.candelabra.demo.DemoInstallation", "tells how each dialect of the demo is tried");

    /** Dialects' classes that look or act as the server itself, with the reason. */
    private static final Map<String, String> ACT_AS_THE_SERVER = Map.of(
            "io.candelabra.dialect.overkiz.OverkizAdmission", "lets a new program in, and nobody looks yet",
            "io.candelabra.dialect.overkiz.session.SessionRoutes", "notes a visit, which is nobody's to change",
            "io.candelabra.dialect.sustainder.webhooks.SustainderPushes", "a webhook is told what is in its area",
            "io.candelabra.dialect.lutron.quantum.QuantumPushes", "a webhook is told what is in its area",
            "io.candelabra.dialect.lutron.quantum.QuantumWebhook",
                    "is for who runs the server, and tells what is in its area",
            "io.candelabra.dialect.lutron.quantum.WebhookRoutes", "sets the webhook of the server whose key was shown",
            "io.candelabra.dialect.lutron.leap.LeapNumbers", "gives each thing its number, whoever looks first",
            "io.candelabra.dialect.lutron.vive.ViveHub", "asks the hub itself whether it may be spoken to");

    /** What stands among the vocabulary and is no data, with the reason. */
    private static final Map<String, String> NO_DATA = Map.of(
            "io.candelabra.model.Stored",
            "the mark by which a record says under which name it is stored",
            "io.candelabra.model.trait.Effects",
            "pure functions over the data; drivers need them, and see no other room than this",
            "io.candelabra.model.trait.DerivedStates",
            "pure functions over the data; drivers need them, and see no other room than this");

    @Test
    void theModelKnowsOnlyTheJdk() {
        check(classes()
                .that()
                .resideInAPackage("io.candelabra.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.candelabra.model..", "java..", "org.jspecify.annotations..")
                .because("the nouns are what everybody agrees on, so they may not bring anything along"));
    }

    @Test
    void theDriverContractKnowsOnlyTheModel() {
        check(classes()
                .that()
                .resideInAPackage("io.candelabra.driver.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.candelabra.driver.api..", "io.candelabra.model..", "java..", "org.jspecify.annotations..")
                .because("a driver's author should be able to read all there is to know in one sitting"));
    }

    @Test
    void aDriverKnowsTheContractAndTheModel() {
        check(noClasses()
                .that()
                .resideInAPackage("io.candelabra.driver..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.candelabra..")
                        .and(not(resideInAnyPackage("io.candelabra.driver..", "io.candelabra.model.."))))
                .because("a driver that reaches into the core could make promises that only the writer can keep;"
                        + " the simulator is under the same rule, so it proves the contract"));
    }

    @Test
    void driversDoNotKnowEachOther() {
        check(slices().matching("io.candelabra.driver.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("io.candelabra.driver.api.."))
                .because("each driver can then be left out, copied or replaced alone"));
    }

    @Test
    void dialectsDoNotKnowEachOther() {
        check(slices().matching("io.candelabra.dialect.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("io.candelabra.dialect.api.."))
                .because("what two dialects share is either the core's or a coincidence"));
        check(slices().matching("io.candelabra.dialect.lutron.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("io.candelabra.dialect.lutron.leap.."))
                .because("Vive and Quantum speak one language, LEAP, in two envelopes"));
    }

    @Test
    void aDialectIsListedInOnePlace() {
        check(noClasses()
                .that(not(resideInAnyPackage("io.candelabra", "io.candelabra.dialect.."))
                        .and(DescribedPredicate.describe(
                                "are not listed as speaking of one dialect",
                                type -> !SPEAK_OF_ONE_DIALECT.containsKey(
                                        outermost(type).getName()))))
                .should()
                .dependOnClassesThat(resideInAPackage("io.candelabra.dialect..")
                        .and(not(resideInAPackage("io.candelabra.dialect.api.."))))
                .because("a dialect is added where the entrance lists them, and nowhere else"));
    }

    @Test
    void dialectsEnterByTheDoors() {
        check(noClasses()
                .that()
                .resideInAPackage("io.candelabra.dialect..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.candelabra.store..", "io.candelabra.driver..", "io.candelabra.core.lane..")
                        .or(named(
                                "io.candelabra.core.site.LocalSite",
                                "io.candelabra.core.site.Decider",
                                "io.candelabra.core.site.SiteStore")))
                .because("only behind the door are rights asked, order kept and things made durable"));
    }

    @Test
    void theCoreKnowsNoEdge() {
        check(noClasses()
                .that()
                .resideInAPackage("io.candelabra.core..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.candelabra..")
                        .and(not(resideInAnyPackage(
                                "io.candelabra.core..", "io.candelabra.model..", "io.candelabra.driver.api.."))))
                .because("the core must run in a simulation with neither wire, store nor dialect"));
    }

    @Test
    void theCoreOpensNoSocket() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.candelabra.core..", "io.candelabra.model..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("javax.net..", "java.net.http..", "java.nio.channels..")
                        .or(named(
                                "java.net.Socket",
                                "java.net.ServerSocket",
                                "java.net.DatagramSocket",
                                "java.net.URLConnection",
                                "java.net.InetAddress")))
                .because("what reaches outside is a driver's, a reader's or the wire's work"));
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching("io.candelabra.(**)")
                .should()
                .beFreeOfCycles()
                .because("a room that can be understood only together with another is not a room"));
    }

    @Test
    void nobodyKnowsTheEntrance() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.candelabra")
                .should()
                .dependOnClassesThat(named("io.candelabra.Main"))
                .because("Main hands things in; a room that asks Main for something hides what it needs"));
    }

    @Test
    void onlyTheWireSeesHttpAndJsonLibraries() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.candelabra.wire..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon..", "tools.jackson..", "com.fasterxml..")
                .because("a library at one place can be replaced, and its limits are set once"));
    }

    @Test
    void onlyTheSqlStoreSeesSql() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.candelabra.store.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.jdbi..", "org.flywaydb..")
                .because("whoever else needs something kept says so in the core's words"));
    }

    @Test
    void timeAndChanceAreHandedIn() {
        check(classes()
                .that()
                .resideInAnyPackage("io.candelabra.core..", "io.candelabra.model..", "io.candelabra.driver.simulator..")
                .should(neverCall("the clock or chance", Calls::asksTimeOrChance))
                .because("the whole server runs in a simulation that one seed repeats exactly"));
    }

    @Test
    void testsBringTheirOwnWorld() {
        testClasses()
                .should(neverCall("the machine's clock, chance or names", Calls::asksTheMachine))
                .because(
                        "a test has to end alike at any hour, on any day, on any machine: io.candelabra.testing hands in"
                                + " TestTime, TestChance and TestMachine")
                .check(TESTS);
        testClasses()
                .should(neverTake("io.candelabra.wire.out.AddressRules$Names", "SYSTEM"))
                .because(
                        "the machine's resolver answers differently on every machine: TestMachine.NAMES knows localhost")
                .check(TESTS);
    }

    private static GivenClassesConjunction testClasses() {
        return classes()
                .that(DescribedPredicate.describe(
                        "are tests and not listed as bound to the machine",
                        type -> !BOUND_TO_THE_MACHINE.containsKey(
                                        outermost(type).getName())
                                && !type.getPackageName().startsWith("io.candelabra.bench")));
    }

    @Test
    void digitsAndLettersAreTheSameOnEveryMachine() {
        check(classes()
                .should(neverCall("what follows the machine's locale", Calls::followsTheLocale))
                .because(
                        "what is stored or sent would read otherwise on a machine of another language, and could not be"
                                + " read back: give Locale.ROOT"));
        classes()
                .should(neverCall("what follows the machine's locale", Calls::followsTheLocale))
                .because("a test that sends such text fails on a machine of another language: give Locale.ROOT")
                .check(TESTS.that(DescribedPredicate.describe(
                        "were not generated", type -> !type.getPackageName().contains("jmh_generated"))));
    }

    @Test
    void threadsStartInNamedClasses() {
        check(classes()
                .that(DescribedPredicate.describe(
                        "are not listed as thread starters",
                        type -> !THREAD_STARTERS.containsKey(outermost(type).getName())))
                .should(neverCall("what starts a thread", Calls::startsThread))
                .because("who wants to know what runs at the same time can read a list"));
    }

    @Test
    void whatACallerSeesIsSaidByTheView() {
        check(noClasses()
                .that(resideInAnyPackage("io.candelabra.dialect..", "io.candelabra.push.."))
                .should()
                .dependOnClassesThat(named("io.candelabra.core.access.Access", "io.candelabra.core.state.SiteState"))
                .because(
                        "core.view.View says who sees what, the same in each dialect: what is asked at one place cannot be"
                                + " forgotten at another"));
        check(classes()
                .that(resideInAnyPackage("io.candelabra.dialect..", "io.candelabra.push.."))
                .should(neverCall("what gives more than a view", Calls::looksBehindAView))
                .because("whoever holds the whole state would have to ask at each place what of it may be shown"));
    }

    @Test
    void aDialectLooksForItsCallers() {
        check(classes()
                .that(resideInAPackage("io.candelabra.dialect..")
                        .and(DescribedPredicate.describe(
                                "are not listed",
                                type -> !ACT_AS_THE_SERVER.containsKey(
                                        outermost(type).getName()))))
                .should(neverTake("io.candelabra.core.access.Caller", "CORE"))
                .because("the server itself sees and may do everything, so what is shown would be shown to everybody"));
    }

    @Test
    void exceptionsNameClassesThatExist() {
        assertThat(ACT_AS_THE_SERVER.keySet()).allMatch(MAIN::contain, "names a class of the project");
        assertThat(THREAD_STARTERS.keySet()).allMatch(MAIN::contain, "names a class of the project");
        assertThat(BOUND_TO_THE_MACHINE.keySet()).allMatch(TESTS::contain, "names a class of the tests");
        assertThat(SPEAK_OF_ONE_DIALECT.keySet()).allMatch(MAIN::contain, "names a class of the project");
        assertThat(NO_DATA.keySet()).allMatch(MAIN::contain, "names a class of the project");
    }

    @Test
    void vocabularyIsData() {
        check(
                classes()
                        .that()
                        .resideInAnyPackage(
                                "io.candelabra.model..", "io.candelabra.core.command..", "io.candelabra.core.event..")
                        .and()
                        .arePublic()
                        .should(new ArchCondition<>("be records, enums or sealed interfaces") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                Class<?> loaded = type.reflect();
                                boolean data =
                                        NO_DATA.containsKey(outermost(type).getName())
                                                || loaded.isRecord()
                                                || loaded.isEnum()
                                                || (loaded.isInterface() && loaded.isSealed())
                                                || loaded.getSimpleName().equals("package-info");
                                events.add(
                                        new SimpleConditionEvent(type, data, type.getName() + " is of another kind"));
                            }
                        })
                        .because(
                                "a switch over them is then checked by the compiler, and they can be stored, sent and compared"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        Set<String> wanted = Set.of(names);
        return DescribedPredicate.describe("named " + wanted, type -> wanted.contains(type.getName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static ArchCondition<JavaClass> neverTake(String owner, String field) {
        return new ArchCondition<>("never take " + owner + "." + field) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFieldAccessesFromSelf().stream()
                        .filter(access -> access.getTargetOwner().getName().equals(owner)
                                && access.getTarget().getName().equals(field))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> neverCall(String what, Predicate<CodeUnitAccessTarget> forbidden) {
        return new ArchCondition<>("never call " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getCodeUnitCallsFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream())
                        .filter(access -> forbidden.test(access.getTarget()))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
            }
        };
    }
}
