package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A switch over a sealed family has no {@code default}: the compiler leads the author of a new record to every place
 * that must answer it. Read from the class files: where the source has no default, the compiler's own throws a
 * MatchException.
 */
class SealedSwitchTest {
    private static final String OURS = "io.candelabra.";

    /** A switch by types. @param bare whether it has no default */
    private record TypeSwitch(String where, Set<Class<?>> cases, boolean bare) {
        /** The sealed interface that all cases are of. */
        Optional<Class<?>> family() {
            return cases.stream().findFirst().flatMap(first -> above(first).stream()
                    .filter(Class::isInterface)
                    .filter(Class::isSealed)
                    .filter(family -> cases.stream().allMatch(family::isAssignableFrom))
                    .findFirst());
        }
    }

    @Test
    void noSwitchOverASealedFamilyHasADefault() throws IOException {
        List<TypeSwitch> all = switches(Main.class);
        List<TypeSwitch> overFamilies =
                all.stream().filter(one -> one.family().isPresent()).toList();
        assertThat(overFamilies).as("they are found at all").hasSizeGreaterThan(40);
        assertThat(overFamilies.stream()
                        .filter(one -> !one.bare())
                        .map(one -> one.where() + " over " + one.family().orElseThrow()))
                .as("a new record must be answered here, and the compiler would be silent")
                .isEmpty();
    }

    private sealed interface Shape {
        record Round(int across) implements Shape {}

        record Square(int side) implements Shape {}
    }

    private static int whole(Shape shape) {
        return switch (shape) {
            case Shape.Round round -> round.across();
            case Shape.Square square -> square.side();
        };
    }

    private static int part(Shape shape) {
        return switch (shape) {
            case Shape.Round round -> round.across();
            default -> 0;
        };
    }

    @Test
    void aDefaultIsFound() throws IOException {
        assertThat(whole(new Shape.Square(1)) + part(new Shape.Round(1))).isEqualTo(2);
        List<TypeSwitch> here = switches(SealedSwitchTest.class).stream()
                .filter(one -> one.where().startsWith(SealedSwitchTest.class.getName() + "."))
                .filter(one -> one.family().equals(Optional.of(Shape.class)))
                .toList();
        assertThat(here.stream().filter(TypeSwitch::bare).map(TypeSwitch::where))
                .containsExactly(SealedSwitchTest.class.getName() + ".whole");
        assertThat(here.stream().filter(one -> !one.bare()).map(TypeSwitch::where))
                .containsExactly(SealedSwitchTest.class.getName() + ".part");
    }

    /** All switches by type in the folder that a class comes from. */
    private static List<TypeSwitch> switches(Class<?> one) throws IOException {
        List<TypeSwitch> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder(one))) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> {
                ClassModel model = parsed(file);
                for (MethodModel method : model.methods()) {
                    method.code().ifPresent(code -> find(model, method, code, found));
                }
            });
        }
        return found;
    }

    private static ClassModel parsed(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path folder(Class<?> one) {
        try {
            return Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException none) {
            throw new IllegalStateException(none);
        }
    }

    private static void find(ClassModel in, MethodModel method, CodeModel code, List<TypeSwitch> found) {
        List<CodeElement> elements = code.elementList();
        Set<Class<?>> cases = new HashSet<>();
        for (CodeElement element : elements) {
            switch (element) {
                case InvokeDynamicInstruction call
                when call.name().equalsString("typeSwitch") -> {
                    cases.clear();
                    for (var label : call.bootstrapArgs()) {
                        if (label instanceof ClassDesc type) {
                            loaded(type).ifPresent(cases::add);
                        }
                    }
                }
                case LookupSwitchInstruction jump -> {
                    boolean bare = throwsMatch(elements, jump.defaultTarget());
                    found.add(new TypeSwitch(name(in, method), Set.copyOf(cases), bare));
                    cases.clear();
                }
                case TableSwitchInstruction jump -> {
                    boolean bare = throwsMatch(elements, jump.defaultTarget());
                    found.add(new TypeSwitch(name(in, method), Set.copyOf(cases), bare));
                    cases.clear();
                }
                default -> {}
            }
        }
    }

    private static String name(ClassModel in, MethodModel method) {
        return in.thisClass().asInternalName().replace('/', '.') + "."
                + method.methodName().stringValue();
    }

    /** Whether the compiler wrote what stands at a label: the throw where no case fits. */
    private static boolean throwsMatch(List<CodeElement> elements, Label label) {
        boolean there = false;
        for (CodeElement element : elements) {
            there |= element instanceof LabelTarget target && target.label().equals(label);
            if (there && element instanceof Instruction first) {
                return first instanceof NewObjectInstruction made
                        && made.className().asInternalName().equals("java/lang/MatchException");
            }
        }
        throw new IllegalStateException("a jump to nowhere");
    }

    private static Optional<Class<?>> loaded(ClassDesc type) {
        String name = type.descriptorString().replaceAll("^L|;$", "").replace('/', '.');
        if (!name.startsWith(OURS)) {
            return Optional.of(Object.class);
        }
        try {
            return Optional.of(Class.forName(name, false, SealedSwitchTest.class.getClassLoader()));
        } catch (ClassNotFoundException none) {
            throw new IllegalStateException(none);
        }
    }

    private static Set<Class<?>> above(Class<?> type) {
        Set<Class<?>> all = new HashSet<>();
        all.add(type);
        for (Class<?> over : type.getInterfaces()) {
            all.addAll(above(over));
        }
        return all;
    }
}
