package io.jenkins.plugins.ecsdeploy.engine.checks;

import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskSize;
import java.util.List;
import java.util.Optional;

/**
 * One row of the sizes that tasks may have on Fargate (API reference, RegisterTaskDefinition, cpu): memory in MiB from the
 * least to the most, in steps.
 */
record FargateSize(int cpu, int least, int most, int step) {
    private static final int GB = 1024;
    /** Windows needs a whole vCPU there. */
    private static final int LEAST_OF_WINDOWS = 1024;

    private static final List<FargateSize> ALL = List.of(
            new FargateSize(256, GB / 2, GB / 2, GB),
            new FargateSize(256, GB, 2 * GB, GB),
            new FargateSize(512, GB, 4 * GB, GB),
            new FargateSize(1024, 2 * GB, 8 * GB, GB),
            new FargateSize(2048, 4 * GB, 16 * GB, GB),
            new FargateSize(4096, 8 * GB, 30 * GB, GB),
            new FargateSize(8192, 16 * GB, 60 * GB, 4 * GB),
            new FargateSize(16384, 32 * GB, 120 * GB, 8 * GB));

    private static final int LARGEST = 16384;

    static Finding check(Definition definition) {
        Look look = new Look("Fargate", "size", List::of);
        Optional<Integer> cpu = definition.text("cpu").flatMap(FargateSize::cpuUnits);
        Optional<Integer> memory = definition.text("memory").flatMap(FargateSize::mebibytes);
        if (cpu.isEmpty() || memory.isEmpty()) {
            return look.wrong(
                    "it needs cpu and memory of the whole task, and has "
                            + definition.text("cpu").map(text -> "cpu " + text).orElse("no cpu") + " and "
                            + definition
                                    .text("memory")
                                    .map(text -> "memory " + text)
                                    .orElse("no memory"),
                    "Give both, such as cpu 256 and memory 512");
        }
        String size = "cpu " + cpu.get() + " with memory " + memory.get();
        if (cpu.get() > LARGEST) {
            return look.notCheckable(size + " is larger than what is known here", "");
        }
        if (definition.isWindows() && cpu.get() < LEAST_OF_WINDOWS) {
            return look.wrong(size + " is too small for Windows", "Give at least cpu " + LEAST_OF_WINDOWS);
        }
        return ALL.stream().anyMatch(row -> row.has(cpu.get(), memory.get()))
                ? look.ok(size + " is one of those that Fargate has")
                : look.wrong(size + " is none of those that Fargate has", remedy(cpu.get()));
    }

    private boolean has(int wantedCpu, int memory) {
        return wantedCpu == cpu && memory >= least && memory <= most && (memory - least) % step == 0;
    }

    private static String remedy(int cpu) {
        List<FargateSize> rows = ALL.stream().filter(row -> row.cpu == cpu).toList();
        return rows.isEmpty()
                ? "Give cpu 256, 512, 1024, 2048, 4096, 8192 or 16384"
                : "Give memory " + rows.get(0).least + " to " + rows.get(rows.size() - 1).most + " in steps of "
                        + rows.get(rows.size() - 1).step;
    }

    private static Optional<Integer> cpuUnits(String text) {
        return TaskSize.CPU.normalized(text).flatMap(FargateSize::whole);
    }

    private static Optional<Integer> mebibytes(String text) {
        return TaskSize.MEMORY.normalized(text).flatMap(FargateSize::whole);
    }

    private static Optional<Integer> whole(String number) {
        return number.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }
}
