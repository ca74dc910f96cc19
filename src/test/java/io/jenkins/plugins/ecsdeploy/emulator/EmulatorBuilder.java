package io.jenkins.plugins.ecsdeploy.emulator;

import java.util.Objects;

/** What an emulator starts with. */
public final class EmulatorBuilder {
    EmulatorClock clock = EmulatorClock.manual();
    String region = "eu-central-1";
    String account = "123456789012";
    int port;
    String accessKeyId = "AKIAEMULATOR0EXAMPLE";
    String secretAccessKey = "emulator+secret+access+key+0000000000000";

    EmulatorBuilder() {}

    /** The time inside; a manual clock if none is given. */
    public EmulatorBuilder clock(EmulatorClock value) {
        clock = Objects.requireNonNull(value);
        return this;
    }

    /** The region; its name decides the partition of ARNs too. */
    public EmulatorBuilder region(String value) {
        region = Objects.requireNonNull(value);
        return this;
    }

    /**
     * The account.
     *
     * @throws IllegalArgumentException if it is not 12 digits
     */
    public EmulatorBuilder account(String value) {
        if (!value.matches("\\d{12}")) {
            throw new IllegalArgumentException("An account has 12 digits: " + value);
        }
        account = value;
        return this;
    }

    /** The port to listen on; 0, the default, takes a free one. */
    public EmulatorBuilder port(int value) {
        port = value;
        return this;
    }

    /** The keys of the user "jenkins". */
    public EmulatorBuilder keys(String id, String secret) {
        accessKeyId = Objects.requireNonNull(id);
        secretAccessKey = Objects.requireNonNull(secret);
        return this;
    }

    /** Starts it. */
    public EcsEmulator start() {
        return new EcsEmulator(this);
    }
}
