package io.candelabra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.candelabra.Borders.MAIN;
import static io.candelabra.Borders.TESTS;
import static io.candelabra.Borders.check;
import static io.candelabra.Borders.neverCall;
import static io.candelabra.Borders.neverTake;
import static io.candelabra.Borders.outermost;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The things that are handed in and never taken from the machine: time, chance, language and threads. */
class HandedInTest {

    /** Tests that take the machine as it is, with the reason; benchmarks do so by their nature. */
    private static final Map<String, String> BOUND_TO_THE_MACHINE = Map.of(
            "io.candelabra.testing.TestMachine",
            "hands the machine's clock to certificates, whose dates the JDK checks by nothing else",
            "io.candelabra.testing.TestChance",
            "is the seeded one, under the type that keys and passwords want");

    /** The classes that start a thread, each with the reason; every other class is handed one, or needs none. */
    private static final Map<String, String> THREAD_STARTERS = Map.of(
            "io.candelabra.Main",
            "hands threads to the rooms, and listens for the end of the process",
            "io.candelabra.Rooms",
            "starts the writing thread, and hands virtual threads to whoever serves connections",
            "io.candelabra.TrainingCommand",
            "each client of a training run is a program of its own, as on other machines",
            "io.candelabra.core.clock.Loop",
            "the one shell for everything in the core that works in steps",
            "io.candelabra.core.work.Workbench",
            "what computes for long has platform threads of its own, so that it holds no carrier of virtual threads",
            "io.candelabra.wire.http.BodyWatch",
            "one timer ends waits for bodies that come too slowly",
            "io.candelabra.wire.out.MailSending",
            "one thread talks to the mail server, which may be silent for long, and rests where no letter waits",
            "io.candelabra.store.sql.Readers",
            "SQLite's calls are native and would pin virtual threads, so they have platform threads of their own");

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
    void exceptionsNameClassesThatExist() {
        assertThat(THREAD_STARTERS.keySet()).allMatch(MAIN::contain, "names a class of the project");
        assertThat(BOUND_TO_THE_MACHINE.keySet()).allMatch(TESTS::contain, "names a class of the tests");
    }
}
