package dev.tradewind.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SerializationConfig;

/**
 * Hazelcast as it is used here: addresses are named, nothing is sent to its makers, nothing listens but the one port,
 * no class of a stranger is made, and few threads, since it carries little.
 */
final class HazelcastConfig {
    static final String EXECUTOR = "commands";
    static final String VIEWS = "views";

    private static final int COMMANDS_AT_A_TIME = 8;
    private static final int COMMANDS_WAITING = 256;

    private HazelcastConfig() {}

    static Config of(PeerSettings settings, HostPort listen, Peers.Handler handler) {
        // Built here alone: no file of the machine is read.
        Config config = new Config();
        config.setClusterName(settings.name() + "-" + settings.key());
        config.setInstanceName(settings.name() + "@" + listen);
        config.getUserContext().put(Question.HANDLER, handler);
        properties(config);
        network(config.getNetworkConfig(), settings, listen);
        config.getJetConfig().setEnabled(false);
        config.getMetricsConfig().setEnabled(false);
        config.getManagementCenterConfig().setScriptingEnabled(false).setConsoleEnabled(false);
        config.addExecutorConfig(new ExecutorConfig(EXECUTOR, COMMANDS_AT_A_TIME)
                .setQueueCapacity(COMMANDS_WAITING)
                .setStatisticsEnabled(false));
        SerializationConfig serialization = config.getSerializationConfig();
        serialization.addDataSerializableFactory(Question.FACTORY, Question.MAKER);
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
        filter.setDefaultsDisabled(false);
        serialization.setJavaSerializationFilterConfig(filter);
        return config;
    }

    private static void properties(Config config) {
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.health.monitoring.level", "OFF");
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "5");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        // Beside a member that hangs; then it is tried anew.
        config.setProperty("hazelcast.max.join.seconds", "20");
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "3");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "3");
        config.setProperty("hazelcast.partition.count", "31");
        config.setProperty("hazelcast.operation.thread.count", "2");
        config.setProperty("hazelcast.operation.generic.thread.count", "2");
        config.setProperty("hazelcast.io.thread.count", "1");
        config.setProperty("hazelcast.event.thread.count", "1");
        config.setProperty("hazelcast.graceful.shutdown.max.wait", "2");
        config.setProperty("hazelcast.operation.call.timeout.millis", "10000");
    }

    private static void network(NetworkConfig network, PeerSettings settings, HostPort listen) {
        network.setPort(listen.port()).setPortAutoIncrement(false).setReuseAddress(true);
        network.getInterfaces().setEnabled(true).addInterface(listen.host());
        network.setPublicAddress(listen.toString());
        network.getMemcacheProtocolConfig().setEnabled(false);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(2);
        settings.join().forEach(other -> join.getTcpIpConfig().addMember(other.toString()));
    }
}
