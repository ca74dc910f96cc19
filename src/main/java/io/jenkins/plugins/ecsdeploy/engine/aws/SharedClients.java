package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The clients of one service of AWS, one for each place, made when they are first asked for. */
final class SharedClients<C extends SdkAutoCloseable> implements SdkAutoCloseable {
    private final Map<ClientPlace, C> clients = new ConcurrentHashMap<>();
    private final Function<ClientPlace, C> maker;

    SharedClients(Function<ClientPlace, C> maker) {
        this.maker = maker;
    }

    C at(ClientPlace place) {
        return clients.computeIfAbsent(place, maker);
    }

    @Override
    public void close() {
        clients.values().forEach(SdkAutoCloseable::close);
        clients.clear();
    }
}
