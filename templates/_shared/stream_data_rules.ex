:stream_data
