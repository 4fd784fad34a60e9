package io.candelabra;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.candelabra.Borders.MAIN;
import static io.candelabra.Borders.beData;
import static io.candelabra.Borders.check;
import static io.candelabra.Borders.neverCall;
import static io.candelabra.Borders.neverTake;
import static io.candelabra.Borders.outermost;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The borders between the rooms, each with its reason. ARCHITECTURE.md tells the same story in prose. */
class ArchitectureTest {

    /** The classes outside a dialect that speak of it, with the reason. */
    private static final Map<String, String> SPEAK_OF_ONE_DIALECT =
            Map.of("io.candelabra.demo.DemoInstallation", "tells how each dialect of the demo is tried");

    /** Dialects' classes that look or act as the server itself, with the reason. */
    private static final Map<String, String> ACT_AS_THE_SERVER = Map.of(
            "io.candelabra.dialect.overkiz.OverkizAdmission", "lets a new program in, and nobody looks yet",
            "io.candelabra.dialect.overkiz.session.SessionRoutes", "notes a visit, which is nobody's to change",
            "io.candelabra.dialect.sustainder.webhooks.SustainderPushes", "a webhook is told what is in its area",
            "io.candelabra.dialect.lutron.quantum.QuantumPushes", "a webhook is told what is in its area",
            "io.candelabra.dialect.lutron.quantum.QuantumWebhook",
                    "is for who runs the server, and tells what is in its area",
            "io.candelabra.dialect.lutron.quantum.WebhookRoutes", "sets the webhook of the server whose key was shown",
            "io.candelabra.dialect.lutron.leap.hub.HubOrders", "is for who runs the server",
            "io.candelabra.dialect.lutron.leap.LeapNumbers", "gives each thing its number, whoever looks first",
            "io.candelabra.dialect.sustainder.lamps.LampNumbers", "gives each light its number, whoever looks first",
            "io.candelabra.dialect.lutron.vive.ViveHub", "asks the hub itself whether it may be spoken to");

    /** The classes among the vocabulary that are no data, with the reason. */
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
    void aDriverKnowsTheContractTheModelAndTheWire() {
        check(noClasses()
                .that()
                .resideInAPackage("io.candelabra.driver..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.candelabra..")
                        .and(not(resideInAnyPackage(
                                "io.candelabra.driver..", "io.candelabra.model..", "io.candelabra.wire.."))))
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
    void theLibraryForMqttIsOneDriversAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.candelabra.driver.mqtt..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.hivemq..", "io.netty..", "io.reactivex.."))
                .because("it brings threads and buffers of its own, and is loaded where a gateway wants it"));
    }

    @Test
    void onlyTheWireSendsMail() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.candelabra.wire.out..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..", "jakarta.activation.."))
                .because("what the server says to other machines is said at one place, with its limits"));
    }

    @Test
    void theJudgeOfPasswordsIsOneClassAlone() {
        check(noClasses()
                .that()
                .haveNameNotMatching("io\\.candelabra\\.core\\.account\\.PasswordStrength.*")
                .should()
                .dependOnClassesThat(resideInAnyPackage("me.gosimple.."))
                .because("its lists of words are read once, and all doors refuse the same passwords"));
    }

    @Test
    void theLibraryForKnxIsOneDriversAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.candelabra.driver.knx..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("tuwien.auto.calimero.."))
                .because("it brings threads of its own, and is loaded where a gateway wants it"));
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

    /** Rooms of LEAP from the ground up: each knows only those before it, and the language itself, on top, knows all. */
    private static final List<String> ROOMS_OF_LEAP = List.of(
            "message",
            "view",
            "hub",
            "route",
            "command",
            "override",
            "zone",
            "device",
            "occupancy",
            "area",
            "server",
            "feed");

    @Test
    void aRoomOfLeapKnowsOnlyThoseBeforeIt() {
        String leap = "io.candelabra.dialect.lutron.leap";
        for (int i = 0; i < ROOMS_OF_LEAP.size(); i++) {
            String[] known = ROOMS_OF_LEAP.subList(0, i + 1).stream()
                    .map(room -> leap + "." + room)
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage(leap + "." + ROOMS_OF_LEAP.get(i))
                    .should()
                    .dependOnClassesThat(resideInAPackage(leap + "..").and(not(resideInAnyPackage(known))))
                    .because("a reader who goes from the ground up meets no word that is not known yet"));
        }
        assertThat(MAIN.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(leap + "."))
                        .map(name -> name.substring(leap.length() + 1)))
                .as("a new room takes its place in this list")
                .isSubsetOf(ROOMS_OF_LEAP);
    }

    /** Rooms of the simulator, each with the others that it may know; the driver, on top, puts all together. */
    private static final Map<String, Set<String>> ROOMS_OF_THE_SIMULATOR = Map.of(
            "field", Set.of(),
            "life", Set.of("field"),
            "building", Set.of("field", "life"),
            "office", Set.of("field", "life"),
            "town", Set.of("field", "life"));

    @Test
    void aRoomOfTheSimulatorKnowsOnlyThoseBelowIt() {
        String simulator = "io.candelabra.driver.simulator";
        ROOMS_OF_THE_SIMULATOR.forEach((room, others) -> {
            String[] known = Stream.concat(Stream.of(room), others.stream())
                    .map(name -> simulator + "." + name)
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage(simulator + "." + room)
                    .should()
                    .dependOnClassesThat(resideInAPackage(simulator + "..").and(not(resideInAnyPackage(known))))
                    .because("an office can then be read, changed or left out without a word of street lamps"));
        });
        assertThat(MAIN.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(simulator + "."))
                        .map(name -> name.substring(simulator.length() + 1))
                        .distinct())
                .as("a new room says here which others it knows")
                .containsExactlyInAnyOrderElementsOf(ROOMS_OF_THE_SIMULATOR.keySet());
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
    void theConsoleEntersByTheDoors() {
        check(noClasses()
                .that()
                .resideInAPackage("io.candelabra.console..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.candelabra.store..", "io.candelabra.core.lane..")
                        .or(resideInAPackage("io.candelabra.driver..")
                                .and(not(resideInAPackage("io.candelabra.driver.api.."))))
                        .or(named(
                                "io.candelabra.core.site.LocalSite",
                                "io.candelabra.core.site.Decider",
                                "io.candelabra.core.site.SiteStore")))
                .because("it sees and does what its caller may, as every dialect does, and has no way of its own"));
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
    void whatACallerSeesIsSaidByTheView() {
        check(noClasses()
                .that(resideInAnyPackage("io.candelabra.dialect..", "io.candelabra.console..", "io.candelabra.push.."))
                .should()
                .dependOnClassesThat(named("io.candelabra.core.access.Access", "io.candelabra.core.state.SiteState"))
                .because(
                        "core.view.View says who sees what, the same in each dialect: what is asked at one place cannot be"
                                + " forgotten at another"));
        check(classes()
                .that(resideInAnyPackage("io.candelabra.dialect..", "io.candelabra.console..", "io.candelabra.push.."))
                .should(neverCall("what gives more than a view", Calls::looksBehindAView))
                .because("whoever holds the whole state would have to ask at each place what of it may be shown"));
    }

    @Test
    void aDialectLooksForItsCallers() {
        check(classes()
                .that(resideInAnyPackage("io.candelabra.dialect..", "io.candelabra.console..")
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
                        .should(beData(NO_DATA.keySet()))
                        .because(
                                "a switch over them is then checked by the compiler, and they can be stored, sent and compared"));
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        Set<String> wanted = Set.of(names);
        return DescribedPredicate.describe("named " + wanted, type -> wanted.contains(type.getName()));
    }
}
