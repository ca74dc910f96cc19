package io.jenkins.plugins.ecsdeploy.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.remoting.AsyncFutureImpl;
import hudson.remoting.VirtualChannel;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AgentKeysTest {
    private final AsyncFutureImpl<Object> answer = new AsyncFutureImpl<>() {
        @Override
        public boolean cancel(boolean interrupt) {
            setAsCancelled();
            return true;
        }
    };

    @Test
    void anAgentThatDoesNotAnswerIsNotWaitedForForever() {
        assertThatThrownBy(() -> AgentKeys.of(agent(), Duration.ofMillis(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer within");
        assertThat(answer.isCancelled()).isTrue();
    }

    @Test
    void whatTheAgentHasToSayIsPassedOn() {
        answer.set(new AgentKeys.NotThere("no role"));

        assertThatThrownBy(() -> AgentKeys.of(agent(), Duration.ofSeconds(10)))
                .isInstanceOf(AgentKeys.NotThere.class)
                .hasMessage("no role");
    }

    private VirtualChannel agent() {
        return (VirtualChannel) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {VirtualChannel.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("callAsync");
                    return answer;
                });
    }
}
