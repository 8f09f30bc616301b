package io.longwire.ws.runtime;

import io.longwire.ws.spi.Meter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** An application's meter, whose failures are no connection's: the first is told to the log. Any thread. */
final class ContainedMeter implements Meter {
    private final Meter meter;
    private final AtomicBoolean told = new AtomicBoolean();

    ContainedMeter(Meter meter) {
        this.meter = meter;
    }

    private void failed(Throwable failure) {
        if (!told.getAndSet(true)) {
            Log.meterFailed(meter, failure);
        }
    }

    private <T> T made(Supplier<T> instrument, T none) {
        try {
            return instrument.get();
        } catch (RuntimeException | Error failure) {
            failed(failure);
            return none;
        }
    }

    @Override
    public Counter counter(String name, String... labels) {
        Counter counter = made(() -> meter.counter(name, labels), n -> {});
        return n -> {
            try {
                counter.add(n);
            } catch (RuntimeException | Error failure) {
                failed(failure);
            }
        };
    }

    @Override
    public Histogram histogram(String name, String... labels) {
        Histogram histogram = made(() -> meter.histogram(name, labels), value -> {});
        return value -> {
            try {
                histogram.record(value);
            } catch (RuntimeException | Error failure) {
                failed(failure);
            }
        };
    }

    @Override
    public void total(String name, LongSupplier read, String... labels) {
        try {
            meter.total(name, read, labels);
        } catch (RuntimeException | Error failure) {
            failed(failure);
        }
    }

    @Override
    public void gauge(String name, LongSupplier read, String... labels) {
        try {
            meter.gauge(name, read, labels);
        } catch (RuntimeException | Error failure) {
            failed(failure);
        }
    }
}
