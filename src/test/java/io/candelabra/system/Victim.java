package io.candelabra.system;

import io.candelabra.Candelabra;
import io.candelabra.Outside;
import io.candelabra.Settings;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.Job;
import io.candelabra.model.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A demo server in a process of its own, to be killed. Every frame that leaves for the field is written to a ledger outside
 * of the server before it goes out: {@code NAME execution index}.
 */
final class Victim {
    private Victim() {}

    /** @param args data folder, ledger file, number of lamps */
    public static void main(String[] args) throws Exception {
        FileChannel ledger = FileChannel.open(Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Settings settings = Settings.demo(Path.of(args[0])).onFreePorts().withLamps(Integer.parseInt(args[2]));
        Candelabra.start(
                settings, Outside.machine(), drivers -> gateway -> new Watched(drivers.driverFor(gateway), ledger));
        Thread.currentThread().join();
    }

    private record Watched(Driver driver, FileChannel ledger) implements Driver {
        @Override
        public void start(DriverContext context) throws Exception {
            driver.start(context);
        }

        @Override
        public Transmission send(Step step) throws Exception {
            write(step);
            return driver.send(step);
        }

        private void write(Step step) throws IOException {
            String line =
                    (step.repeat() == Repeat.NEVER ? "NEVER " : "SAFE ") + step.execution() + " " + step.index() + "\n";
            synchronized (ledger) {
                ledger.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            }
        }

        @Override
        public void cancel(Step.Ref step) throws Exception {
            driver.cancel(step);
        }

        @Override
        public void job(Job job, DriverContext context) throws Exception {
            driver.job(job, context);
        }

        @Override
        public void cancelJob(Job job) throws Exception {
            driver.cancelJob(job);
        }

        @Override
        public void devicesChanged() throws Exception {
            driver.devicesChanged();
        }

        @Override
        public void gatewayChanged() throws Exception {
            driver.gatewayChanged();
        }

        @Override
        public void close() throws Exception {
            driver.close();
        }
    }
}
