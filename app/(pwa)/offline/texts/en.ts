import app from "@/messages/en/app.json";
import common from "@/messages/en/common.json";
import connection from "@/messages/en/connection.json";
import errors from "@/messages/en/errors.json";
import floor from "@/messages/en/floor.json";
import pad from "@/messages/en/pad.json";
import people from "@/messages/en/people.json";
import signIn from "@/messages/en/signIn.json";
import staff from "@/messages/en/staff.json";

export const texts = { app, common, connection, errors, floor, pad, people, signIn, staff };
