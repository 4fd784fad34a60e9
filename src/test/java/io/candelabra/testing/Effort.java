package io.candelabra.testing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;

/**
 * The cost of something, counted: how often a method of this project or of its persistent collections is begun and a
 * loop in one of them goes round again, and how many bytes are laid down. No clock takes part, so a busy machine
 * changes nothing.
 *
 * <p>For this the classes are loaded a second time, with a call to {@link #turn} put into each method and each loop.
 * Loops of the JDK are not counted; their copies are seen in the bytes, and their questions to our classes in the
 * calls.
 */
public final class Effort {
    private static final ClassDesc SELF = ClassDesc.of(Effort.class.getName());
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    /** Of the one thread that counts. */
    private static long turns;

    /**
     * @param turns methods begun and loops gone round
     * @param bytes laid down
     */
    public record Spent(long turns, long bytes) {}

    private Effort() {}

    /** Called by the classes that count. */
    public static void turn() {
        turns++;
    }

    /** Runs something of a class that counts, and gives what it spent. For workloads, around the part that matters. */
    public static Spent of(Runnable work) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        turns = 0;
        work.run();
        return new Spent(turns, threads.getCurrentThreadAllocatedBytes() - bytes);
    }

    /** Calls a static method of a class that counts, which takes a size and gives what it spent. */
    public static Spent of(Class<?> workloads, String method, int size) {
        try {
            Class<?> counting = new Counting(workloads.getClassLoader()).loadClass(workloads.getName());
            var workload = counting.getDeclaredMethod(method, int.class);
            workload.setAccessible(true);
            return (Spent) workload.invoke(null, size);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(workloads + "." + method + " cannot be counted", broken);
        }
    }

    /** Loads our classes by itself, with the calls put in; all others as its parent does. */
    private static final class Counting extends ClassLoader {
        private final ClassFile files;

        Counting(ClassLoader parent) {
            super(parent);
            files = ClassFile.of(ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(parent).orElse(ClassHierarchyResolver.defaultResolver())));
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean counted = name.startsWith("io.candelabra.") || name.startsWith("org.pcollections.");
            if (!counted || name.startsWith(Effort.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] counting = files.transformClass(
                        files.parse(in.readAllBytes()),
                        ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Turns::new)));
                return defineClass(name, counting, 0, counting.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }

    /** Puts a call at the beginning of a method, and before each jump back. */
    private static final class Turns implements CodeTransform {
        private final Set<Label> passed = new HashSet<>();

        @Override
        public void atStart(CodeBuilder code) {
            code.invokestatic(SELF, "turn", NOTHING);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (element instanceof LabelTarget here) {
                passed.add(here.label());
            }
            if (element instanceof BranchInstruction jump && passed.contains(jump.target())) {
                code.invokestatic(SELF, "turn", NOTHING);
            }
            code.with(element);
        }
    }
}
