package dev.tradewind.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A request that runs at the node that it is sent to. */
final class Question implements Callable<String>, IdentifiedDataSerializable, HazelcastInstanceAware {
    static final String HANDLER = "handler";
    static final int FACTORY = 5457;
    static final DataSerializableFactory MAKER = id -> new Question();

    private String request = "";
    private @Nullable HazelcastInstance instance;

    Question() {}

    Question(String request) {
        this.request = request;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance here) {
        instance = here;
    }

    @Override
    public String call() {
        HazelcastInstance here = instance;
        Object handler = here == null ? null : here.getUserContext().get(HANDLER);
        if (handler instanceof Peers.Handler known) {
            return known.answer(request);
        }
        throw new IllegalStateException("the node answers nothing");
    }

    @Override
    public int getFactoryId() {
        return FACTORY;
    }

    @Override
    public int getClassId() {
        return 1;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(request);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        String read = in.readString();
        request = read == null ? "" : read;
    }
}
